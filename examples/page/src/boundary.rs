//! The boundary to JavaScript: one buffer, in which a request is put and its answer found.
//!
//! `room(length)` makes the buffer that long and tells where it is; there JavaScript writes the request.
//! `call()` puts the answer in its place and tells its length; `place()` tells where it is. No pointer is ever
//! read here: whatever JavaScript does, this side only sees the bytes of its own buffer.
#![expect(unsafe_code, reason = "a name that JavaScript can call; there is no unsafe block")]

use std::cell::RefCell;

thread_local! {
    static BUFFER: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

// SAFETY: of the three names: nothing else in the module has one of them.

#[unsafe(no_mangle)]
extern "C" fn room(length: usize) -> *mut u8 {
    BUFFER.with_borrow_mut(|buffer| {
        buffer.clear();
        buffer.resize(length, 0);
        buffer.as_mut_ptr()
    })
}

#[unsafe(no_mangle)]
extern "C" fn call() -> usize {
    BUFFER.with_borrow_mut(|buffer| {
        *buffer = crate::answer(buffer).into_bytes();
        buffer.len()
    })
}

#[unsafe(no_mangle)]
extern "C" fn place() -> *const u8 {
    BUFFER.with_borrow(Vec::as_ptr)
}
