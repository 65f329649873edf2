//! Numbers, colours, strokes and text as they stand in SVG markup.

use std::fmt::{Display, Formatter, Result, Write as _};

use egui::{Color32, Pos2, Stroke};

/// A coordinate or length in points, to the hundredth.
pub(super) struct SvgNumber(pub(super) f32);

impl Display for SvgNumber {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> Result {
        let hundredths = (f64::from(self.0) * 100.0).round();
        if hundredths.is_finite() {
            // Adding zero turns -0 into 0.
            write!(formatter, "{}", hundredths / 100.0 + 0.0)
        } else {
            formatter.write_char('0')
        }
    }
}

/// Points of a polyline, without those that round to the one before.
pub(super) struct Points<'a>(pub(super) &'a [Pos2]);

impl Display for Points<'_> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> Result {
        let hundredths = |point: &Pos2| [(point.x * 100.0).round(), (point.y * 100.0).round()];
        let mut previous = None;
        for point in self.0 {
            let rounded = Some(hundredths(point));
            if rounded == previous {
                continue;
            }
            if previous.is_some() {
                formatter.write_char(' ')?;
            }
            write!(formatter, "{},{}", SvgNumber(point.x), SvgNumber(point.y))?;
            previous = rounded;
        }
        Ok(())
    }
}

/// The inside of a shape: ` fill="…"`.
pub(super) struct Fill(pub(super) Color32);

impl Display for Fill {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> Result {
        color(formatter, "fill", "fill-opacity", self.0)
    }
}

/// The line along a shape: ` stroke="…"`, or nothing.
pub(super) struct StrokeAttributes(pub(super) Stroke);

impl Display for StrokeAttributes {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> Result {
        if !is_visible(self.0) {
            return Ok(());
        }
        color(formatter, "stroke", "stroke-opacity", self.0.color)?;
        write!(formatter, r#" stroke-width="{}""#, SvgNumber(self.0.width))
    }
}

/// How wide a stroke is to be seen: not at all without a colour.
pub(super) fn visible_width(stroke: Stroke) -> f32 {
    if is_visible(stroke) { stroke.width } else { 0.0 }
}

/// Whether a stroke leaves a mark.
pub(super) fn is_visible(stroke: Stroke) -> bool {
    stroke.width > 0.0 && stroke.color.a() > 0
}

fn color(formatter: &mut Formatter<'_>, paint: &str, opacity: &str, color: Color32) -> Result {
    let [red, green, blue, alpha] = color.to_srgba_unmultiplied();
    match alpha {
        0 => write!(formatter, r#" {paint}="none""#),
        255 => write!(formatter, r##" {paint}="#{red:02x}{green:02x}{blue:02x}""##),
        _ => {
            write!(formatter, r##" {paint}="#{red:02x}{green:02x}{blue:02x}""##)?;
            write!(formatter, r#" {opacity}="{}""#, Opacity(alpha))
        }
    }
}

/// A share of 255, to the thousandth.
pub(super) struct Opacity(pub(super) u8);

impl Display for Opacity {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> Result {
        write!(formatter, "{}", (f64::from(self.0) / 0.255).round() / 1000.0)
    }
}

/// A rotation in radians, clockwise on screen: ` transform="…"`, or nothing.
pub(super) struct RotateAttribute(pub(super) f32, pub(super) Pos2);

impl Display for RotateAttribute {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> Result {
        let Self(angle, pivot) = self;
        if *angle == 0.0 {
            return Ok(());
        }
        let (degrees, x, y) = (SvgNumber(angle.to_degrees()), SvgNumber(pivot.x), SvgNumber(pivot.y));
        write!(formatter, r#" transform="rotate({degrees} {x} {y})""#)
    }
}

/// Text that may stand between tags or in an attribute.
pub(in crate::paint) struct Escaped<'a>(pub(in crate::paint) &'a str);

impl Display for Escaped<'_> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> Result {
        for character in self.0.chars() {
            match character {
                '&' => formatter.write_str("&amp;")?,
                '<' => formatter.write_str("&lt;")?,
                '>' => formatter.write_str("&gt;")?,
                '"' => formatter.write_str("&quot;")?,
                '\t' => formatter.write_char(' ')?,
                // XML has no way to write these.
                '\0'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => {}
                _ => formatter.write_char(character)?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_short_and_valid() {
        for (written, expected) in [
            (SvgNumber(12.0).to_string(), "12"),
            (SvgNumber(-0.001).to_string(), "0"),
            (SvgNumber(1.0 / 3.0).to_string(), "0.33"),
            (SvgNumber(f32::NAN).to_string(), "0"),
            (Fill(Color32::from_rgb(255, 128, 0)).to_string(), r##" fill="#ff8000""##),
            (
                Fill(Color32::from_rgba_unmultiplied(255, 0, 0, 51)).to_string(),
                r##" fill="#ff0000" fill-opacity="0.2""##,
            ),
            (Fill(Color32::TRANSPARENT).to_string(), r#" fill="none""#),
            (StrokeAttributes(Stroke::NONE).to_string(), ""),
            (Escaped("R&D < 5\u{1}").to_string(), "R&amp;D &lt; 5"),
        ] {
            assert_eq!(written, expected);
        }
    }
}
