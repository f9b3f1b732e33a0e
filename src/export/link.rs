//! Links that may be opened: addresses of the web, written so that they can only be one argument.
//!
//! An address that may not be what it looks like (letters of other scripts in the name of the
//! host, a name before it) is told by its plain ASCII form before anything is opened.

use url::{Host, Url};

/// Longest link that is opened, in bytes; browsers refuse much longer ones.
const LONGEST: usize = 8 * 1024;

/// A link that can be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The address: ASCII without blanks, beginning with `http`.
    pub address: String,
    /// The host as the network knows it.
    pub host: String,
    /// Why it should be looked at before.
    pub doubt: Option<&'static str>,
}

/// Why a link is not opened.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadLink {
    /// It is no address of the web.
    #[error("the link is no web address ({0}:), so it is not opened")]
    NotWeb(String),
    /// It is no address at all.
    #[error("the link cannot be read ({0}), so it is not opened")]
    Unreadable(String),
    /// It is longer than anything a browser takes.
    #[error("the link has {0} bytes, so it is not opened")]
    TooLong(usize),
}

/// The link as it can be opened.
///
/// # Errors
/// When it is not `http` or `https`, cannot be read, or is too long.
pub fn openable(written: &str) -> Result<Link, BadLink> {
    if written.len() > LONGEST {
        return Err(BadLink::TooLong(written.len()));
    }
    let url = Url::parse(written).map_err(|error| BadLink::Unreadable(error.to_string()))?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(BadLink::NotWeb(url.scheme().to_owned()));
    }
    let host = url.host().map(|host| host.to_string());
    let host = host.ok_or_else(|| BadLink::Unreadable("no host".to_owned()))?;
    let is_foreign = |host: &str| host.split('.').any(|label| label.starts_with("xn--"));
    let doubt = if !url.username().is_empty() || url.password().is_some() {
        Some("it has a name before the host, which can look like a host")
    } else if matches!(url.host(), Some(Host::Domain(host)) if is_foreign(host)) {
        Some("the name of its host has letters that can look like others")
    } else {
        None
    };
    Ok(Link {
        address: url.into(),
        host,
        doubt,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_web_are_opened() {
        for bad in [
            "javascript:alert(1)",
            "file:///etc/passwd",
            "-flag",
            "--new-window",
            "data:text/html,x",
            "ftp://example.org/",
            "mailto:a@b.c",
            "x-man-page://ls",
            "",
            "http://",
            "https:// /",
            "example.org/a",
        ] {
            assert!(openable(bad).is_err(), "{bad:?}");
        }
        let long = format!("https://example.org/{}", "a".repeat(100_000));
        assert_eq!(openable(&long), Err(BadLink::TooLong(100_020)));
    }

    #[test]
    fn an_address_is_one_plain_word() {
        for written in [
            "https://example.org/a b",
            "https://example.org/\"'`$(touch x);|&<>\\^{}",
            "https://example.org/?q='x' \"y\" $(z)\n\t",
            "HTTP://EXAMPLE.org:80/ä#ö",
        ] {
            let address = openable(written).unwrap().address;
            assert!(address.starts_with("http"), "{address}");
            let is_plain = |c: char| c.is_ascii_graphic() && !"\"<>`\\".contains(c);
            assert!(address.chars().all(is_plain), "{address}");
        }
    }

    #[test]
    fn what_looks_like_another_host_is_told() {
        let doubt = |written: &str| openable(written).unwrap().doubt.is_some();
        assert!(!doubt("https://www.tasnimnews.com/en/news/2018?a=b@c"));
        assert!(!doubt("http://127.0.0.1:8080/"));
        assert!(doubt("https://tasnimnews.com@evil.example/"));
        // The first letter is Cyrillic.
        let link = openable("https://\u{430}pple.com/").unwrap();
        assert!(link.doubt.is_some());
        assert_eq!(link.host, "xn--pple-43d.com");
        assert_eq!(link.address, "https://xn--pple-43d.com/");
        assert!(doubt("https://www.xn--pple-43d.com/"));
    }
}
