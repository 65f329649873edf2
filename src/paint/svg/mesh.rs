//! Triangles. A filled area arrives as a strip of them; drawn one by one they would show seams, and take ten times
//! the space, so those of one colour are put together again to the area they came from.

use std::collections::HashMap;
use std::fmt::Write as _;

use egui::epaint::{Vertex, WHITE_UV};
use egui::{Color32, Mesh, Pos2, TextureId};

use super::Document;
use super::attributes::{Fill, Opacity, Points, SvgNumber};

type MeshTriangle = [u32; 3];

pub(super) fn mesh(document: &mut Document<'_>, mesh: &Mesh) {
    if mesh.texture_id == TextureId::default() && mesh.is_valid() {
        triangles(document, &mesh.vertices, mesh.triangles());
    }
}

/// Draw triangles between `vertices`, except those that show a texture.
pub(super) fn triangles(
    document: &mut Document<'_>,
    vertices: &[Vertex],
    triangles: impl Iterator<Item = MeshTriangle>,
) {
    let mut areas: Vec<(Color32, Vec<MeshTriangle>)> = Vec::new();
    let mut area_of: HashMap<Color32, usize> = HashMap::new();
    let mut blends = Vec::new();
    for triangle in triangles {
        let corners = triangle.map(|index| vertices[index as usize]);
        if corners.iter().any(|corner| corner.uv != WHITE_UV || !corner.pos.is_finite())
            || corners.iter().all(|corner| corner.color.a() == 0)
        {
            continue;
        }
        if corners.iter().all(|corner| corner.color == corners[0].color) {
            let area = *area_of.entry(corners[0].color).or_insert_with(|| {
                areas.push((corners[0].color, Vec::new()));
                areas.len() - 1
            });
            areas[area].1.push(triangle);
        } else {
            blends.push(corners);
        }
    }

    // Areas of several colours meet at their edges, and would shine through where both are smoothed.
    let rendering = if areas.len() + blends.len() > 1 { r#" shape-rendering="crispEdges""# } else { "" };
    for (color, triangles) in areas {
        document.body.push_str(r#"<path fill-rule="evenodd" d=""#);
        for outline in outlines(&triangles) {
            let points: Vec<Pos2> = outline.iter().map(|index| vertices[*index as usize].pos).collect();
            let _ = write!(document.body, "M{}Z", Points(&points));
        }
        let _ = writeln!(document.body, r#""{}{rendering}/>"#, Fill(color));
    }
    for corners in blends {
        blend(document, corners);
    }
}

/// Closed walks around the area that `triangles` cover: along all edges that belong to one triangle only.
fn outlines(triangles: &[MeshTriangle]) -> Vec<Vec<u32>> {
    let edges_of = |&[a, b, c]: &MeshTriangle| [(a, b), (b, c), (c, a)].map(|(a, b)| (a.min(b), a.max(b)));
    let mut uses: HashMap<(u32, u32), usize> = HashMap::new();
    for edge in triangles.iter().flat_map(edges_of) {
        *uses.entry(edge).or_default() += 1;
    }
    let edges: Vec<(u32, u32)> = triangles.iter().flat_map(edges_of).filter(|edge| uses[edge] % 2 == 1).collect();

    let mut edges_at: HashMap<u32, Vec<usize>> = HashMap::new();
    for (index, &(a, b)) in edges.iter().enumerate() {
        edges_at.entry(a).or_default().push(index);
        edges_at.entry(b).or_default().push(index);
    }
    let mut is_walked = vec![false; edges.len()];
    let mut outlines = Vec::new();
    for first in 0..edges.len() {
        if is_walked[first] {
            continue;
        }
        is_walked[first] = true;
        let (start, mut here) = edges[first];
        let mut outline = vec![start];
        while here != start {
            outline.push(here);
            let next = edges_at[&here].iter().copied().find(|&edge| !is_walked[edge]);
            let Some(next) = next else { break };
            is_walked[next] = true;
            let (a, b) = edges[next];
            here = if a == here { b } else { a };
        }
        outlines.push(outline);
    }
    outlines
}

/// A triangle whose corners differ in colour: a gradient from the odd corner to the side opposite.
///
/// That is exact as long as two corners agree, as they do in all fades; else the two nearest are taken as one.
fn blend(document: &mut Document<'_>, corners: [Vertex; 3]) {
    let [a, b, c] = corners;
    let (odd, side) = if a.color == b.color {
        (c, [a, b])
    } else if a.color == c.color {
        (b, [a, c])
    } else {
        (a, [b, c])
    };
    let along = side[1].pos - side[0].pos;
    if along.length_sq() == 0.0 {
        return;
    }
    let share = (odd.pos - side[0].pos).dot(along) / along.length_sq();
    let foot = side[0].pos + along * share;
    if (foot - odd.pos).length_sq() < 1e-6 {
        return;
    }

    let (from, to) = (opaque_if_clear(odd.color, side[0].color), opaque_if_clear(side[0].color, odd.color));
    let (x1, y1, x2, y2) = (SvgNumber(odd.pos.x), SvgNumber(odd.pos.y), SvgNumber(foot.x), SvgNumber(foot.y));
    let name = |(rgb, alpha): &(String, u8)| format!("{rgb}{alpha:02x}");
    let id = format!("fade-{x1}-{y1}-{x2}-{y2}-{}-{}", name(&from), name(&to));
    document.define(&id, |definitions| {
        let _ = write!(
            definitions,
            r#"<linearGradient id="{id}" gradientUnits="userSpaceOnUse" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}">"#
        );
        for (offset, (rgb, alpha)) in [(0, &from), (1, &to)] {
            let opacity = Opacity(*alpha);
            let _ = write!(definitions, r##"<stop offset="{offset}" stop-color="#{rgb}" stop-opacity="{opacity}"/>"##);
        }
        definitions.push_str("</linearGradient>\n");
    });
    let points = corners.map(|corner| corner.pos);
    let _ = writeln!(
        document.body,
        r#"<polygon points="{}" fill="url(#{id})" shape-rendering="crispEdges"/>"#,
        Points(&points)
    );
}

/// Red, green, blue as hex digits, and alpha. What is fully clear takes its hue from `other`, to fade and not to darken.
fn opaque_if_clear(color: Color32, other: Color32) -> (String, u8) {
    let hue = if color.a() == 0 { other } else { color };
    let [red, green, blue, _] = hue.to_srgba_unmultiplied();
    (format!("{red:02x}{green:02x}{blue:02x}"), color.a())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strips_become_outlines() {
        // Two quads side by side, wound as egui_plot does for areas, and for lines filled to a level.
        for strip in
            [vec![[0, 3, 1], [3, 4, 1], [1, 4, 2], [4, 5, 2]], vec![[0, 3, 1], [3, 1, 4], [1, 4, 2], [4, 2, 5]]]
        {
            let outlines = outlines(&strip);
            assert_eq!(outlines.len(), 1);
            assert_eq!(outlines[0].len(), 6, "every corner once, and no inner edge: {outlines:?}");
        }
        assert_eq!(outlines(&[[0, 1, 2], [3, 4, 5]]).len(), 2);
    }
}
