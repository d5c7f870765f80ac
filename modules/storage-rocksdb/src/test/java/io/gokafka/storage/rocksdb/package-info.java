/** Tests of the storage in RocksDB. */
@NullMarked
package io.gokafka.storage.rocksdb;

import org.jspecify.annotations.NullMarked;
