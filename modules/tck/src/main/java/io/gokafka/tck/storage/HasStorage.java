package io.gokafka.tck.storage;

/** A set of rules that are shown on a storage. */
public interface HasStorage {
    /** The world of the running test. */
    StorageFixture world();
}
