//! Addresses that are written relative to another (RFC 3986, section 5, as far as feeds need it).

use crate::ingest::compose::schemed;

/// `link` as seen from `base`; an address that is whole already stays.
pub(super) fn resolve(base: &str, link: &str) -> String {
    let link = link.trim();
    if link
        .get(..4)
        .is_some_and(|start| start.eq_ignore_ascii_case("www."))
    {
        // A host, as people write it.
        return format!("http://{link}");
    }
    if schemed(link).is_some() {
        return link.to_owned();
    }
    let Some((scheme, rest)) = schemed(base) else {
        return link.to_owned();
    };
    if link.starts_with("mailto:") || has_scheme(link) {
        return link.to_owned();
    }
    let (host, path) = rest
        .split_at_checked(rest.find('/').unwrap_or(rest.len()))
        .unwrap_or((rest, ""));
    if let Some(other) = link.strip_prefix("//") {
        return format!("{scheme}://{other}");
    }
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let joined = if link.starts_with('/') {
        link.to_owned()
    } else if link.is_empty() || link.starts_with(['?', '#']) {
        return format!("{scheme}://{host}{path}{link}");
    } else {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        format!("{folder}/{link}")
    };
    format!("{scheme}://{host}{}", without_dots(&joined))
}

fn has_scheme(link: &str) -> bool {
    let scheme = link.split_once(':').map(|(scheme, _)| scheme);
    scheme.is_some_and(|s| !s.is_empty() && s.bytes().all(|b| b.is_ascii_alphanumeric()))
}

/// A path without `.` and `..`.
fn without_dots(path: &str) -> String {
    let (path, query) = path
        .split_at_checked(path.find(['?', '#']).unwrap_or(path.len()))
        .unwrap_or((path, ""));
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/').skip(1) {
        match part {
            "." => {}
            ".." => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    format!("/{}{query}", parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_seen_from_their_base() {
        let base = "http://a.example/b/c?d";
        for (link, want) in [
            ("x", "http://a.example/b/x"),
            ("../x?y", "http://a.example/x?y"),
            ("/x", "http://a.example/x"),
            ("//other.example/x", "http://other.example/x"),
            ("https://z.example/", "https://z.example/"),
            ("javascript:x", "javascript:x"),
            ("#n", "http://a.example/b/c#n"),
            ("www.b.example/x", "http://www.b.example/x"),
        ] {
            assert_eq!(resolve(base, link), want);
        }
        assert_eq!(resolve("", "x"), "x");
        assert_eq!(resolve("http://a.example", "x"), "http://a.example/x");
    }
}
