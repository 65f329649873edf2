//! Labels find free places, and share them out.

use super::*;

const SIZE: Vec2 = vec2(40.0, 12.0);

fn at(candidates: Vec<Rect>) -> Alternative {
    Alternative { candidates, reluctance: 0.0 }
}

fn frame() -> Rect {
    Rect::from_min_size(Pos2::ZERO, vec2(400.0, 300.0))
}

fn best(obstacles: &Obstacles, places: Vec<Rect>) -> LabelPlace {
    obstacles.best(&obstacles.candidates(&places)).unwrap()
}

#[test]
fn a_free_place_is_found_beside_a_line() {
    let mut obstacles = Obstacles::new(frame());
    obstacles.add_line(&[pos2(0.0, 300.0), pos2(200.0, 150.0), pos2(400.0, 0.0)], 1.0);
    let place = best(&obstacles, around(pos2(200.0, 150.0), SIZE, 5.0, &[5.0, 12.0]));
    assert!(place.is_free(), "{place:?}");
    assert!(place.rect.max.x < 200.0 && place.rect.max.y < 150.0, "above left of a rising line");
}

#[test]
fn labels_of_one_point_do_not_overlap() {
    let mut obstacles = Obstacles::new(frame());
    let candidates = around(pos2(200.0, 150.0), SIZE, 5.0, &[5.0, 12.0]);
    let places = obstacles.arrange(&vec![vec![at(candidates)]; 4]);
    let places: Vec<LabelPlace> = places.into_iter().flatten().map(|(_, place)| place).collect();
    assert_eq!(places.len(), 4);
    for (index, first) in places.iter().enumerate() {
        assert!(first.is_free());
        assert!(places[index + 1..].iter().all(|second| !first.rect.intersects(second.rect)));
    }
}

#[test]
fn whoever_has_only_one_place_gets_it() {
    let only = Rect::from_min_size(pos2(100.0, 100.0), SIZE);
    let other = Rect::from_min_size(pos2(300.0, 100.0), SIZE);
    let mut obstacles = Obstacles::new(frame());
    let places = obstacles.arrange(&[vec![at(vec![only, other])], vec![at(vec![only])]]);
    let rects: Vec<Rect> = places.into_iter().flatten().map(|(_, place)| place.rect).collect();
    assert_eq!(rects, [other, only]);
}

#[test]
fn a_later_alternative_is_taken_if_it_lies_free() {
    let wide = Rect::from_min_size(pos2(100.0, 100.0), vec2(100.0, 10.0));
    let narrow = Rect::from_min_size(pos2(100.0, 100.0), vec2(40.0, 30.0));
    let mut obstacles = Obstacles::new(frame());
    obstacles.add_line(&[pos2(170.0, 0.0), pos2(170.0, 300.0)], 0.3);
    let places = obstacles.arrange(&[vec![at(vec![wide]), at(vec![narrow])]]);
    assert_eq!(places[0].map(|(alternative, place)| (alternative, place.rect)), Some((1, narrow)));
}

#[test]
fn labels_stay_in_the_frame() {
    let obstacles = Obstacles::new(frame());
    for corner in [frame().left_top(), frame().right_bottom(), frame().right_top()] {
        let place = best(&obstacles, around(corner, SIZE, 5.0, &[5.0]));
        assert!(frame().contains_rect(place.rect), "{place:?}");
    }
}

#[test]
fn a_label_beside_a_vertical_line_evades_what_crosses_it() {
    let mut obstacles = Obstacles::new(frame());
    obstacles.add_line(&[pos2(200.0, 0.0), pos2(200.0, 300.0)], 0.3);
    obstacles.add_line(&[pos2(0.0, 8.0), pos2(400.0, 8.0)], 1.0);
    let place = best(&obstacles, beside(200.0, 0.0, 300.0, SIZE, 6.0));
    assert!(place.is_free() && 8.0 < place.rect.top(), "{place:?}");
}

#[test]
fn lines_make_way() {
    let area = Rect::from_min_max(pos2(10.0, 10.0), pos2(20.0, 20.0));
    let across = |y| [pos2(0.0, y), pos2(30.0, y)];
    assert_eq!(cut(across(5.0), &[area]), [across(5.0)]);
    let halves = [[pos2(0.0, 15.0), pos2(10.0, 15.0)], [pos2(20.0, 15.0), pos2(30.0, 15.0)]];
    assert_eq!(cut(across(15.0), &[area]), halves);
    assert_eq!(cut([pos2(12.0, 12.0), pos2(12.0, 40.0)], &[area]), [[pos2(12.0, 20.0), pos2(12.0, 40.0)]]);
    assert!(cut([pos2(12.0, 12.0), pos2(12.0, 18.0)], &[area]).is_empty());
}

#[test]
fn lengths_inside() {
    let rect = Rect::from_min_max(pos2(10.0, 10.0), pos2(20.0, 20.0));
    let cases = [
        (pos2(0.0, 15.0), pos2(30.0, 15.0), 10.0),
        (pos2(15.0, 15.0), pos2(15.0, 18.0), 3.0),
        (pos2(0.0, 0.0), pos2(30.0, 5.0), 0.0),
        (pos2(0.0, 15.0), pos2(5.0, 15.0), 0.0),
        (pos2(15.0, 0.0), pos2(15.0, 30.0), 10.0),
    ];
    for (from, to, length) in cases {
        assert!((length_inside(from, to, rect) - length).abs() < 1e-3, "{from:?} {to:?}");
    }
}
