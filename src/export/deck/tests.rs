//! Decks as they are written: the order of elements, what is referred to, and texts of any kind.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use super::xml::Element;
use super::*;
use crate::charts::{BarChart, ChartBody, ChartKind, ColorRole, PortfolioChartKind};
use crate::charts::{ChartHead, Row, RowAxis, RowBar, RowEnd, Table};
use crate::economics::{Plan, Results};
use crate::export::portfolio_chart;
use crate::format::Money;
use crate::portfolio::{EvaluatedPortfolio, FutureOptions, ReadPortfolio};
use crate::prose::ResultsInput;
use crate::reference::PRESETS;
use crate::scenario::{Decision, Estimate, Scenario, StrategyKind};
use crate::uncertainty::Simulation;

/// The order of what can be in an element, of those that are written here (ECMA-376 part 1, 19.3, 20.1 and 21.2; with
/// `|` where the schema lets one stand for another).
const ORDER: &[(&str, &str)] = &[
    ("c:chartSpace", "date1904 lang roundedCorners style clrMapOvr protection chart spPr txPr externalData"),
    ("c:chart", "title autoTitleDeleted pivotFmts view3D floor plotArea legend plotVisOnly dispBlanksAs"),
    ("c:plotArea", "layout areaChart|barChart|bubbleChart|lineChart|scatterChart catAx|valAx dTable spPr"),
    ("c:layout", "manualLayout"),
    ("c:manualLayout", "layoutTarget xMode yMode wMode hMode x y w h"),
    ("c:areaChart", "grouping varyColors ser dLbls dropLines axId"),
    ("c:barChart", "barDir grouping varyColors ser dLbls gapWidth overlap serLines axId"),
    ("c:bubbleChart", "varyColors ser dLbls bubble3D bubbleScale showNegBubbles sizeRepresents axId"),
    ("c:lineChart", "grouping varyColors ser dLbls dropLines hiLowLines upDownBars marker smooth axId"),
    ("c:scatterChart", "scatterStyle varyColors ser dLbls axId"),
    ("areaChart c:ser", "idx order tx spPr pictureOptions dPt dLbls trendline errBars cat val"),
    ("barChart c:ser", "idx order tx spPr invertIfNegative pictureOptions dPt dLbls trendline errBars cat val shape"),
    (
        "bubbleChart c:ser",
        "idx order tx spPr invertIfNegative dPt dLbls trendline errBars xVal yVal bubbleSize bubble3D",
    ),
    ("lineChart c:ser", "idx order tx spPr marker dPt dLbls trendline errBars cat val smooth"),
    ("scatterChart c:ser", "idx order tx spPr marker dPt dLbls trendline errBars xVal yVal smooth"),
    ("c:dPt", "idx invertIfNegative marker bubble3D explosion spPr pictureOptions"),
    (
        "c:dLbls",
        "dLbl delete numFmt spPr txPr dLblPos showLegendKey showVal showCatName showSerName showPercent showBubbleSize \
         separator showLeaderLines leaderLines",
    ),
    (
        "c:dLbl",
        "idx delete layout tx numFmt spPr txPr dLblPos showLegendKey showVal showCatName showSerName showPercent \
         showBubbleSize separator",
    ),
    ("c:errBars", "errDir errBarType errValType noEndCap plus minus val spPr"),
    ("c:marker", "symbol size spPr"),
    (
        "c:catAx",
        "axId scaling delete axPos majorGridlines minorGridlines title numFmt majorTickMark minorTickMark tickLblPos \
         spPr txPr crossAx crosses|crossesAt auto lblAlgn lblOffset tickLblSkip tickMarkSkip noMultiLvlLbl",
    ),
    (
        "c:valAx",
        "axId scaling delete axPos majorGridlines minorGridlines title numFmt majorTickMark minorTickMark tickLblPos \
         spPr txPr crossAx crosses|crossesAt crossBetween majorUnit minorUnit dispUnits",
    ),
    ("c:scaling", "logBase orientation max min"),
    ("c:title", "tx layout overlay spPr txPr"),
    ("c:legend", "legendPos legendEntry layout overlay spPr txPr"),
    ("c:tx", "strRef|rich"),
    ("c:cat", "strRef|numRef"),
    ("c:numRef", "f numCache"),
    ("c:strRef", "f strCache"),
    ("c:numCache", "formatCode ptCount pt"),
    ("c:strCache", "ptCount pt"),
    ("c:externalData", "autoUpdate"),
    ("c:spPr", "xfrm custGeom|prstGeom noFill|solidFill|pattFill ln"),
    ("p:spPr", "xfrm custGeom|prstGeom noFill|solidFill|pattFill ln"),
    ("c:rich", "bodyPr lstStyle p"),
    ("c:txPr", "bodyPr lstStyle p"),
    ("a:txBody", "bodyPr lstStyle p"),
    ("p:txBody", "bodyPr lstStyle p"),
    ("a:p", "pPr r|br|fld endParaRPr"),
    ("a:r", "rPr t"),
    ("a:rPr", "ln noFill|solidFill latin ea cs"),
    ("a:defRPr", "ln noFill|solidFill latin ea cs"),
    ("a:endParaRPr", "ln noFill|solidFill latin ea cs"),
    ("a:ln", "noFill|solidFill prstDash round headEnd tailEnd"),
    ("a:tbl", "tblPr tblGrid tr"),
    ("a:tc", "txBody tcPr"),
    ("a:tcPr", "lnL lnR lnT lnB lnTlToBr lnBlToTr noFill|solidFill"),
    ("a:lvl1pPr", "lnSpc buNone defRPr"),
    ("a:themeElements", "clrScheme fontScheme fmtScheme"),
    ("a:clrScheme", "dk1 lt1 dk2 lt2 accent1 accent2 accent3 accent4 accent5 accent6 hlink folHlink"),
    ("a:fontScheme", "majorFont minorFont"),
    ("a:majorFont", "latin ea cs font"),
    ("a:fmtScheme", "fillStyleLst lnStyleLst effectStyleLst bgFillStyleLst"),
    ("p:sld", "cSld clrMapOvr"),
    ("p:sldLayout", "cSld clrMapOvr"),
    ("p:sldMaster", "cSld clrMap sldLayoutIdLst txStyles"),
    ("p:cSld", "bg spTree"),
    ("p:spTree", "nvGrpSpPr grpSpPr sp|graphicFrame|cxnSp"),
    ("p:sp", "nvSpPr spPr style txBody"),
    ("p:cxnSp", "nvCxnSpPr spPr style"),
    ("p:graphicFrame", "nvGraphicFramePr xfrm graphic"),
    ("p:nvSpPr", "cNvPr cNvSpPr nvPr"),
    ("p:nvGraphicFramePr", "cNvPr cNvGraphicFramePr nvPr"),
    ("p:txStyles", "titleStyle bodyStyle otherStyle"),
    ("p:presentation", "sldMasterIdLst notesMasterIdLst handoutMasterIdLst sldIdLst sldSz notesSz"),
];

/// Complaints about the order of what is in an element, and of all in it.
fn misplaced(element: &Element, parent: &str, complaints: &mut Vec<String>) {
    let own = |name: &str| name.split_once(':').map_or(name.to_owned(), |(_, own)| own.to_owned());
    let with_parent = format!("{} {}", own(parent), element.name);
    let known = ORDER.iter().find(|(name, _)| *name == with_parent || *name == element.name);
    let kinds = |element: &Element| element.children.iter().map(|child| own(child.name)).collect::<Vec<_>>();
    match known {
        // A marker of a group of lines is but a value.
        _ if element.children.is_empty() => {}
        Some((_, order)) => {
            let place =
                |child: &String| order.split_whitespace().position(|group| group.split('|').any(|name| name == child));
            let places: Vec<Option<usize>> = kinds(element).iter().map(place).collect();
            if places.contains(&None) || !places.is_sorted() {
                complaints.push(format!("{with_parent}: {:?}", kinds(element)));
            }
        }
        None => {
            let mut kinds = kinds(element);
            kinds.dedup();
            let is_chart = element.name.starts_with("c:") && 1 < kinds.len();
            if is_chart {
                complaints.push(format!("{with_parent} is in no table: {kinds:?}"));
            }
        }
    }
    for child in &element.children {
        misplaced(child, element.name, complaints);
    }
}

/// All charts of a preset.
fn charts(preset: usize) -> (Vec<Chart>, SlideNotes) {
    charts_of(&PRESETS[preset].scenario())
}

fn charts_of(scenario: &Scenario) -> (Vec<Chart>, SlideNotes) {
    let plan = Plan::new(scenario).unwrap();
    let results = Results::of(&plan);
    let uncertainty = Simulation::new(300, 1).of(&plan, &results);
    let input = ResultsInput::of(scenario, &plan, &results, &uncertainty);
    (ChartKind::ALL.map(|kind| kind.chart(input)).into(), SlideNotes::of(scenario, None))
}

fn written(charts: &[Chart], notes: &SlideNotes) -> BTreeMap<String, Vec<u8>> {
    let bytes = deck(&charts.iter().collect::<Vec<_>>(), notes).unwrap();
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    let mut read = |name: String| {
        let mut bytes = Vec::new();
        archive.by_name(&name).unwrap().read_to_end(&mut bytes).unwrap();
        (name, bytes)
    };
    names.into_iter().map(&mut read).collect()
}

#[test]
fn elements_stand_in_the_order_of_the_schema() {
    let mut complaints = Vec::new();
    for preset in 0..PRESETS.len() {
        let (charts, notes) = charts(preset);
        for linear in [false, true] {
            let notes = SlideNotes { linear, ..notes.clone() };
            for chart in charts.iter().filter(|chart| has_body(chart)) {
                let Slide { document, charts } = Slide::of(chart, &notes);
                misplaced(&document, "", &mut complaints);
                charts.iter().for_each(|chart| misplaced(&chart.space, "", &mut complaints));
            }
        }
    }
    for document in [master::theme(), master::master(), master::layout(), master::presentation(3)] {
        misplaced(&document, "", &mut complaints);
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

/// All elements of a name within one.
fn all<'e>(element: &'e Element, name: &str, found: &mut Vec<&'e Element>) {
    if element.name == name {
        found.push(element);
    }
    element.children.iter().for_each(|child| all(child, name, found));
}

#[test]
fn charts_of_a_portfolio_are_native_as_well() {
    let options = FutureOptions { count: 300, ..FutureOptions::default() };
    let evaluation = EvaluatedPortfolio::new(ReadPortfolio::example(), options);
    let notes = SlideNotes { currency: "USD".to_owned(), ..SlideNotes::default() };
    for kind in PortfolioChartKind::ALL {
        let Slide { document, charts } = Slide::of(&portfolio_chart(kind, &evaluation), &notes);
        let mut complaints = Vec::new();
        misplaced(&document, "", &mut complaints);
        charts.iter().for_each(|chart| misplaced(&chart.space, "", &mut complaints));
        assert!(complaints.is_empty(), "{}", complaints.join("\n"));
        assert_eq!(charts.len(), 1);
        if kind == PortfolioChartKind::Frontier {
            let mut said = Vec::new();
            all(&charts[0].space, "c:v", &mut said);
            let names: Vec<&str> = said.iter().map(|name| &*name.text).collect();
            assert!(["choices", "funded"].iter().all(|name| names.contains(name)), "{names:?}");
        }
        if kind == PortfolioChartKind::FundingByMonth {
            // The peak is pointed out on the mean, not on the budget.
            let [mut series, mut names] = [Vec::new(), Vec::new()];
            all(&charts[0].space, "c:ser", &mut series);
            series.retain(|series| series.children.iter().any(|child| child.name == "c:dPt"));
            series.iter().for_each(|series| all(series, "c:tx", &mut names));
            let mut said = Vec::new();
            names.iter().take(1).for_each(|name| all(name, "c:v", &mut said));
            assert_eq!(said.iter().map(|name| &*name.text).collect::<Vec<_>>(), ["mean"]);
        }
    }
}

#[test]
fn what_stands_in_a_wrong_place_is_found() {
    let axis = Element::new("c:scaling").child(Element::val("c:min", 0)).child(Element::val("c:max", 1));
    let mut complaints = Vec::new();
    misplaced(&Element::new("c:valAx").child(axis), "c:plotArea", &mut complaints);
    assert_eq!(complaints, ["valAx c:scaling: [\"min\", \"max\"]"]);
}

#[test]
fn the_same_charts_give_the_same_bytes() {
    let (charts, notes) = charts(0);
    let charts: Vec<&Chart> = charts.iter().collect();
    assert_eq!(deck(&charts, &notes).unwrap(), deck(&charts, &notes).unwrap());
}

#[test]
fn nothing_to_show_is_no_slide() {
    let (charts, notes) = charts(0);
    let compare: Vec<&Chart> = charts.iter().filter(|chart| chart.key() == ChartKind::Compare).collect();
    assert_eq!(deck(&compare, &notes).unwrap_err().to_string(), "none of the charts has anything to show");
    let parts = written(&charts, &notes);
    let slides = parts.keys().filter(|name| name.starts_with("ppt/slides/slide")).count();
    // Without usage there is neither bill nor actuals, one plan compares with nothing, and nothing is decided.
    assert_eq!(slides, ChartKind::ALL.len() - 4);
}

#[test]
fn what_was_decided_is_a_table_that_can_be_edited() {
    let mut scenario = PRESETS[0].scenario();
    let [decision, owner, note] = ["Start with one team", "Platform", "the smallest step"].map(str::to_owned);
    let first = Decision { decision, owner, date: "2026-11-24".to_owned(), note };
    let long = "and so on, ".repeat(1000);
    scenario.decisions = vec![first, Decision { decision: long.clone(), note: long, ..Decision::default() }];
    let (charts, notes) = charts_of(&scenario);
    let decided: Vec<Chart> = charts.into_iter().filter(|chart| chart.key() == ChartKind::Decided).collect();
    let slide = String::from_utf8(written(&decided, &notes).remove("ppt/slides/slide1.xml").unwrap()).unwrap();
    let cells = slide.matches("<a:tc>").count();
    assert_eq!(cells, 9, "a head and two decisions, with who and why");
    let table = &slide[slide.find("<a:tbl>").expect("it has a table")..];
    let told = table.matches("and so on").count();
    assert!((2..40).contains(&told), "a row has two lines: {told}");
    for said in ["Start with one team", "Platform", "2026-11-24", "the smallest step", "The plan stops paying if"] {
        assert!(slide.contains(said), "{said}");
    }
}

/// A chart of two bars whose names are anything.
fn named(name: &str) -> Chart {
    let row = |to: f64| Row {
        name: name.to_owned(),
        bars: vec![RowBar { from: 0.0, to, role: ColorRole::Cost, is_outline: false }],
        ends: vec![RowEnd { at: to, value: "$1,500".to_owned(), figure: name.to_owned() }],
        path: String::new(),
        before: Vec::new(),
        band: None,
        link: None,
        ghost: None,
        share: None,
        mark: None,
        after: Vec::new(),
        sentence: String::new(),
        explains: None,
    };
    Chart {
        head: ChartHead {
            key: PortfolioChartKind::ViabilityMap.into(),
            title: name.to_owned(),
            subtitle: name.to_owned(),
            table: Table::default(),
            summary: name.to_owned(),
        },
        body: ChartBody::Bars(BarChart {
            before: Vec::new(),
            axis: RowAxis { label: name.to_owned(), range: (0.0, 2000.0), ticks: Vec::new(), lines: Vec::new() },
            after: Vec::new(),
            rows: vec![row(1500.4), row(f64::NAN)],
            omitted: vec![String::new(); 3],
            notes: vec![name.to_owned()],
        }),
    }
}

#[test]
fn any_text_is_escaped_and_any_number_is_a_number_or_a_gap() {
    let text = "=1+1 <b>&\"quoted\"; 'x'\u{0}\u{1b}\u{ffff} ]]> \u{202e}שלום 漢字 🙂";
    let parts = written(&[named(text)], &SlideNotes { scenario: text.to_owned(), ..SlideNotes::default() });
    for (name, bytes) in parts.iter().filter(|(name, _)| name.ends_with(".xml")) {
        let document = std::str::from_utf8(bytes).unwrap();
        assert!(!document.contains(['\u{0}', '\u{1b}', '\u{ffff}']), "{name}");
        assert!(!document.contains("<b>") && !document.contains("NaN") && !document.contains("inf<"), "{name}");
    }
    let chart = std::str::from_utf8(&parts["ppt/charts/chart1.xml"]).unwrap();
    assert!(chart.contains("<c:ptCount val=\"2\"/><c:pt idx=\"0\"><c:v>1500.4</c:v></c:pt></c:numCache>"), "{chart}");
    // The number of its label is live, whatever stands around it.
    assert!(chart.contains("formatCode=\"&quot;$&quot;#,##0&quot;  =1+1 &lt;b&gt;&amp;”quoted”"), "{chart}");
}

#[test]
fn alternative_text_and_title_are_there_to_be_read() {
    let (charts, notes) = charts(0);
    let shown: Vec<&Chart> = charts.iter().filter(|chart| has_body(chart)).collect();
    for chart in shown {
        let document = String::from_utf8(Slide::of(chart, &notes).document.document()).unwrap();
        let told = quick_xml::escape::escape(chart.summary()).into_owned();
        assert!(document.contains(&format!("descr=\"{told}\"")), "{}", chart.key().key());
        let title = quick_xml::escape::escape(chart.title()).into_owned();
        assert!(document.contains("type=\"title\"") && document.contains(&title), "{}", chart.key().key());
    }
}

#[test]
fn savings_of_one_strategy_say_the_whole_bill_and_every_figure_whichever_way_they_reach() {
    let with_lookup_at = |price: f64| {
        let mut scenario = PRESETS[0].scenario();
        for strategy in &mut scenario.strategies {
            strategy.enabled = false;
            if let StrategyKind::SemanticCaching { lookup_cost, .. } = &mut strategy.kind {
                strategy.enabled = true;
                *lookup_cost = Estimate::Exact(price);
            }
        }
        let plan = Plan::new(&scenario).unwrap();
        let results = Results::of(&plan);
        let uncertainty = Simulation::new(50, 1).of(&plan, &results);
        let input = ResultsInput::of(&scenario, &plan, &results, &uncertainty);
        let parts = written(&[ChartKind::Savings.chart(input)], &SlideNotes::of(&scenario, None));
        let all = parts.iter().filter(|(name, _)| name.ends_with(".xml"));
        let text: String = all.map(|(_, bytes)| String::from_utf8_lossy(bytes)).collect();
        let target = &results.stages[plan.target];
        (text, [target.baseline.cost, target.planned.cost].map(|cost| Money::new("USD").full(cost)))
    };
    for price in [0.0001, 0.1] {
        let (text, [whole, planned]) = with_lookup_at(price);
        assert!(text.contains(&format!("No strategies: costs {whole}")), "{text}");
        assert!(text.contains(&format!("costs {planned}")), "at {price}");
    }
}

#[test]
fn the_payback_is_marked_on_the_native_slide_of_cash() {
    let (charts, notes) = charts(0);
    let cash: Vec<Chart> = charts.into_iter().filter(|chart| chart.key() == ChartKind::Cash).collect();
    let label = cash[0].lines().unwrap().marks[0].label.clone();
    let parts = written(&cash, &notes);
    let chart = String::from_utf8_lossy(&parts["ppt/charts/chart1.xml"]).into_owned();
    assert!(chart.contains(&label), "{label}");
}
