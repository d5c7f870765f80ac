package io.gokafka.api.storage;

/**
 * Where the entries of a term begin in a log.
 *
 * @param term the term
 * @param index index of its first entry
 * @param offset that entry's base offset
 */
public record TermStart(long term, long index, long offset) {}
