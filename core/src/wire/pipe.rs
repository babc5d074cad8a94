//! The door as a pipe: one request a line, one answer a line, in order.

use std::io::{self, BufRead, Read, Write};

use super::{LONGEST, answer_bytes, answer_too_long};

/// Answers line by line and flushes each, so that a caller may wait for it; blank lines are passed over.
///
/// ```
/// let mut answers = Vec::new();
/// let requests = br#"{"verb": "quota", "args": {"size": 101, "ratio": "7%"}}"#;
/// double_random::wire::serve(requests.as_slice(), &mut answers)?;
/// assert_eq!(answers, b"{\"ok\":{\"quota\":8}}\n");
/// # Ok::<(), std::io::Error>(())
/// ```
///
/// # Errors
/// Those of the two ends of the pipe; whatever is wrong with a request stands in its answer.
pub fn serve(mut requests: impl BufRead, mut answers: impl Write) -> io::Result<()> {
    let mut line = Vec::new();
    while read_line(&mut requests, &mut line)? {
        let answer = match line.trim_ascii() {
            [] => continue,
            request if request.len() > LONGEST => answer_too_long(),
            request => answer_bytes(request),
        };
        writeln!(answers, "{answer}")?;
        answers.flush()?;
    }
    Ok(())
}

/// One line, without holding more of it than one byte above the limit; false at the end.
fn read_line(requests: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<bool> {
    line.clear();
    let most = LONGEST as u64 + 2; // a byte too many shows, and so does the line's end
    if requests.by_ref().take(most).read_until(b'\n', line)? == 0 {
        return Ok(false);
    }
    if !line.ends_with(b"\n") {
        requests.skip_until(b'\n')?;
    }
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answers(requests: &[u8]) -> Vec<String> {
        let mut answers = Vec::new();
        serve(requests, &mut answers).unwrap();
        String::from_utf8(answers).unwrap().lines().map(str::to_owned).collect()
    }

    const REQUEST: &[u8] = br#"{"verb": "quota", "args": {"size": 101, "ratio": "7%"}}"#;

    #[test]
    fn one_answer_a_request_in_order_and_none_for_blank_lines() {
        let lines = [REQUEST, b"", b"{}", b" \t", b"\xff\xfe", REQUEST].join(&b"\r\n"[..]);
        let answers = answers(&lines);
        assert_eq!(answers.len(), 4, "{answers:?}");
        assert_eq!((&answers[0], &answers[3]), (&r#"{"ok":{"quota":8}}"#.to_owned(), &answers[0]));
        assert!(answers[1].contains("json-missing-key"), "{}", answers[1]);
        assert!(answers[2].contains("request-encoding"), "{}", answers[2]);
    }

    #[test]
    fn a_line_beyond_the_limit_is_refused_and_the_next_one_answered() {
        let mut lines = vec![b'1'; LONGEST + 10];
        lines.push(b'\n');
        lines.extend_from_slice(REQUEST);
        let answers = answers(&lines);
        assert!(answers[0].contains("request-too-long"), "{}", answers[0]);
        assert_eq!(answers[1..], [r#"{"ok":{"quota":8}}"#]);
    }
}
