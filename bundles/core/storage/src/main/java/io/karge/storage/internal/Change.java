package io.karge.storage.internal;

/** Bytes that take a place in the store file. */
@SuppressWarnings("ArrayRecordComponent") // on its way to the file, never compared
record Change(long offset, byte[] bytes) {}
