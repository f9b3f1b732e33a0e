//! Text inside of HTML, SVG and XML.

/// The text as it may stand in an element or in a quoted attribute: it stays a text there. What XML has
/// no place for becomes a blank.
pub fn in_markup(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(c),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_ends_its_element_or_attribute() {
        assert_eq!(
            in_markup("</p onload='x' \"&amp;\"\u{1b}[1m\u{ffff}é\n"),
            "&lt;/p onload=&#39;x&#39; &quot;&amp;amp;&quot; [1m é\n"
        );
    }
}
