//! A chart with its scales: where everything lies, and the lines and areas themselves.

use egui::{Color32, Id, Pos2, Rect, Sense, Ui, UiBuilder, Vec2, pos2};
use egui_plot::{FilledArea, Line, LineStyle, Plot, PlotBounds, PlotPoints, PlotUi};

use crate::charts::{Area, ColorRole, Dash, LineChart, Series};
use crate::paint::chart_look::ChartLook;
use crate::paint::scale::Scale;
use crate::paint::theme::Tokens;

/// How much of the shades between lines shows.
const SHADE_ALPHA: f32 = 0.12;
/// How much of a band shows.
const BAND_ALPHA: f32 = 0.17;
/// How much of the edges of a band shows.
const EDGE_ALPHA: f32 = 0.45;
/// How far above the lines a band may widen linear axes.
const MOST_BAND_ABOVE: f64 = 1.4;
/// How far beyond the last stage linear axes reach: far enough to see where it leads, near enough to see the others.
const LINEAR_REACH: f64 = 1.25;

/// A chart with its scales, ready to be drawn.
pub struct LineDrawing<'a> {
    /// What is drawn.
    pub chart: &'a LineChart,
    /// How.
    pub look: &'a ChartLook,
    /// In which colours.
    pub tokens: &'static Tokens,
    /// The inside of the plot.
    pub frame: Rect,
    /// Horizontal.
    pub x: Scale,
    /// Vertical.
    pub y: Scale,
    /// The lines of the grid.
    pub grid: Vec<[Pos2; 2]>,
}

impl LineDrawing<'_> {
    /// Where a point of the chart lies on the screen.
    pub fn position(&self, [x, y]: [f64; 2]) -> Option<Pos2> {
        Some(pos2(self.x.position(x)?, self.y.position(y)?))
    }

    /// The unbroken pieces of a line in plot coordinates.
    pub fn runs(&self, series: usize) -> Vec<Vec<[f64; 2]>> {
        let points = &self.chart.series[series].points;
        let coordinates = |point: &[f64; 2]| Some([self.x.coordinate(point[0])?, self.y.coordinate(point[1])?]);
        let mut runs = vec![Vec::with_capacity(points.len())];
        for point in points {
            match (coordinates(point), runs.last_mut()) {
                (Some(coordinates), Some(run)) => run.push(coordinates),
                _ => runs.push(Vec::new()),
            }
        }
        runs.retain(|run| !run.is_empty());
        runs
    }

    /// Where plot coordinates lie on the screen.
    pub fn at_coordinates(&self, [x, y]: [f64; 2]) -> Pos2 {
        let at = |scale: &Scale, coordinate: f64| {
            let share = (coordinate - scale.ends.0) / (scale.ends.1 - scale.ends.0);
            (f64::from(scale.screen.0) + share * f64::from(scale.screen.1 - scale.screen.0)) as f32
        };
        pos2(at(&self.x, x), at(&self.y, y))
    }

    /// At what height a line leaves the plot on the right, if it gets there.
    pub fn end_of(&self, series: usize) -> Option<f32> {
        let series = &self.chart.series[series];
        let right = self.x.value(self.frame.right());
        let last = series.points.last().filter(|last| self.chart.is_linear || right < 1.001 * last[0]);
        let end = series.at(right).or(last.map(|last| last[1]))?;
        Some(self.at_coordinates([0.0, self.y.coordinate_or_beyond(end)]).y.max(self.frame.top()))
    }

    /// Paints areas and lines with egui_plot, which cuts them at the frame.
    pub fn plot_ui(&self, ui: &mut Ui, id: Id) {
        let mut inside = ui.new_child(UiBuilder::new().id_salt(id).max_rect(self.frame));
        Plot::new("plot")
            .id(id.with("plot"))
            .width(self.frame.width())
            .height(self.frame.height())
            .min_size(Vec2::ZERO)
            .sense(Sense::hover())
            .allow_drag(false)
            .allow_zoom(false)
            .allow_scroll(false)
            .allow_boxed_zoom(false)
            .allow_double_click_reset(false)
            .allow_axis_zoom_drag(false)
            .show_crosshair(false)
            .show_axes(false)
            .show_grid(false)
            .show_background(false)
            .show(&mut inside, |plot| {
                let (x, y) = (self.x.ends, self.y.ends);
                plot.set_plot_bounds(PlotBounds::from_min_max([x.0, y.0], [x.1, y.1]));
                self.areas(plot);
                self.lines(plot);
            });
    }

    fn areas(&self, plot: &mut PlotUi<'_>) {
        for (index, area) in self.chart.areas.iter().enumerate() {
            // One band on an equal one would be a third colour: where no strategy has begun, both lines have the same.
            if self.chart.areas[index + 1..].iter().any(|above| above.points == area.points) {
                continue;
            }
            let points: Vec<[f64; 3]> = area
                .points
                .iter()
                .filter_map(|[x, low, high]| {
                    let y = |value| self.y.coordinate_within_reach(value);
                    Some([self.x.coordinate(*x)?, y(*low), y(*high)])
                })
                .collect();
            let column = |index: usize| points.iter().map(|point| point[index]).collect::<Vec<f64>>();
            let color = self.area_color(area);
            let filled = FilledArea::new("", &column(0), &column(1), &column(2)).fill_color(color);
            plot.add(filled.id(("area", index)));
            for end in [1, 2].into_iter().filter(|_| area.band_of.is_some()) {
                let edge: Vec<[f64; 2]> = points.iter().map(|point| [point[0], point[end]]).collect();
                let edge = Line::new("", PlotPoints::from(edge)).id(("edge", index, end)).allow_hover(false);
                plot.line(edge.allow_band(false).color(self.edge_color(area)).width(0.8 * self.look.weight()));
            }
        }
    }

    /// The colour of an area. Bands are faint enough for profit and loss to show through; their edges say where they end.
    pub fn area_color(&self, area: &Area) -> Color32 {
        let alpha = match (area.band_of, area.role) {
            (None, _) => SHADE_ALPHA,
            (Some(_), ColorRole::Baseline) => 0.5 * BAND_ALPHA,
            (Some(_), ColorRole::Value | ColorRole::Net) => 0.6 * BAND_ALPHA,
            (Some(_), _) => BAND_ALPHA,
        };
        self.tokens.role(area.role).gamma_multiply(alpha)
    }

    /// The colour of the edges of a band.
    pub fn edge_color(&self, area: &Area) -> Color32 {
        let alpha = if area.role == ColorRole::Baseline { 0.5 * EDGE_ALPHA } else { EDGE_ALPHA };
        self.tokens.role(area.role).gamma_multiply(alpha)
    }

    fn lines(&self, plot: &mut PlotUi<'_>) {
        let weight = self.look.weight();
        for (index, series) in self.chart.series.iter().enumerate() {
            let width = series.width * weight;
            let (style, width) = match series.dash {
                Dash::Solid => (LineStyle::Solid, width),
                Dash::Dashed => (LineStyle::Dashed { length: 6.0 * weight }, width),
                // egui_plot takes the width of a dotted line for the radius of its dots.
                Dash::Dotted => (LineStyle::Dotted { spacing: 4.0 * weight }, 0.6 * width),
            };
            for (piece, run) in self.runs(index).into_iter().enumerate() {
                // Without bands: they would thicken the steps.
                let line = Line::new("", PlotPoints::from(run)).id((index, piece)).allow_hover(false).allow_band(false);
                plot.line(line.color(self.tokens.role(series.role)).width(width).style(style));
            }
        }
    }
}

/// The stretches of both axes that are drawn.
///
/// Everything within the horizontal one is inside the vertical one, apart from what the chart itself lets go below.
pub fn ranges(chart: &LineChart, look: &ChartLook) -> ((f64, f64), (f64, f64)) {
    if look.logarithmic || chart.is_linear {
        return (chart.x.range, chart.y.range);
    }
    let last_stage = chart.stages.iter().map(|stage| stage.x).fold(0.0, f64::max);
    let right = if 0.0 < last_stage { (LINEAR_REACH * last_stage).min(chart.x.range.1) } else { chart.x.range.1 };
    let inside = |series: &Series| {
        let points = series.points.iter().take_while(move |point| point[0] <= right).map(|point| point[1]);
        points.chain(series.at(right)).collect::<Vec<f64>>()
    };
    let extent = |is_today: bool| {
        let series = chart.series.iter().filter(|series| (series.role == ColorRole::Today) == is_today);
        let values = series.flat_map(inside).filter(|value| value.is_finite());
        values.fold((0.0_f64, 0.0_f64), |(low, high), value| (low.min(value), high.max(value)))
    };
    let (low, high) = extent(false);
    let dots = chart.dots.iter().filter(|dot| dot.at[0] <= right).map(|dot| dot.at[1]);
    let high = dots.fold(high, f64::max);
    // What it costs today may dwarf everything that the chart is about: then its name alone says it.
    let today = extent(true).1;
    let inside = |area: &&Area| area.band_of.is_some() && area.role != ColorRole::Baseline;
    let band = chart.areas.iter().filter(inside).flat_map(|area| &area.points).filter(|point| point[0] <= right);
    let band = band.fold(high, |highest, point| highest.max(point[2])).min(MOST_BAND_ABOVE * high);
    let high = if today <= LineChart::MOST_ABOVE * high { band.max(today) } else { band };
    ((0.0, right), (low, if low < high { high } else { 1.0 }))
}
