//! Mutations: documents cut, joined, repeated, broken, with the tokens of their format in them.

/// Longest case in bytes; longer ones say nothing new and cost much.
const LONGEST: usize = 1 << 16;

/// A small seeded generator (xorshift64*, Vigna 2016).
pub(super) struct Random(u64);

impl Random {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    /// A number below `bound`; 0 if there is none.
    fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() >> 16).unwrap() % bound.max(1)
    }

    fn pick<'a, T: ?Sized>(&mut self, list: &[&'a T]) -> &'a T {
        list[self.below(list.len())]
    }
}

/// One case: a document with up to a dozen mutations.
pub(super) fn case(random: &mut Random, documents: &[&[u8]], tokens: &[&str]) -> Vec<u8> {
    let mut bytes = random.pick(documents).to_vec();
    for _ in 0..random.below(12) {
        mutate(random, &mut bytes, documents, tokens);
        bytes.truncate(LONGEST);
    }
    bytes
}

fn mutate(random: &mut Random, bytes: &mut Vec<u8>, documents: &[&[u8]], tokens: &[&str]) {
    let at = random.below(bytes.len() + 1);
    let end = (at + random.below(80)).min(bytes.len());
    match random.below(9) {
        0 => drop(bytes.drain(at..end)),
        1 => {
            let copy = bytes[at..end].to_vec();
            insert(bytes, random.below(bytes.len() + 1), &copy);
        }
        2 | 3 => insert(bytes, at, random.pick(tokens).as_bytes()),
        4 => {
            let token = random.pick(tokens).repeat(1 + random.below(400));
            insert(bytes, at, token.as_bytes());
        }
        5 => {
            if let Some(byte) = bytes.get_mut(at) {
                *byte = u8::try_from(random.below(256)).unwrap();
            }
        }
        6 => bytes.truncate(at),
        7 => {
            let other = random.pick(documents);
            let from = random.below(other.len() + 1);
            insert(bytes, at, &other[from..]);
        }
        _ => bytes.extend_from_within(..at),
    }
}

fn insert(bytes: &mut Vec<u8>, at: usize, part: &[u8]) {
    bytes.splice(at..at, part.iter().copied());
}
