//! A text as a QR code, drawn as one path.

use qrcodegen::{QrCode, QrCodeEcc};

/// Empty margin around the code, in its own squares.
const MARGIN: i32 = 4;

/// The code as inline SVG; `None` for a text that no code can hold.
pub(super) fn svg(text: &str) -> Option<String> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
    let size = code.size();
    let mut path = String::new();
    for y in 0..size {
        for x in (0..size).filter(|&x| code.get_module(x, y)) {
            path += &format!("M{} {}h1v1h-1z", x + MARGIN, y + MARGIN);
        }
    }
    let side = size + 2 * MARGIN;
    Some(format!(
        "<svg viewBox=\"0 0 {side} {side}\" shape-rendering=\"crispEdges\" role=\"img\" aria-label=\"QR\"><path d=\"{path}\"/></svg>"
    ))
}
