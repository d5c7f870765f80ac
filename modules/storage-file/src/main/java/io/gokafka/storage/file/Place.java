package io.gokafka.storage.file;

/**
 * Where an entry begins, or would.
 *
 * @param index its index
 * @param offset its base offset
 * @param position its first byte within its segment
 */
record Place(long index, long offset, long position) {}
