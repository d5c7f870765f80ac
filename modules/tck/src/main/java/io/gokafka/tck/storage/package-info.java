/**
 * The contract of the storage SPI as tests. The author of a storage extends {@link io.gokafka.tck.storage.StorageContract}
 * and implements one method. The storage in memory passes the same contract, and may stand in for a real one in tests.
 */
@NullMarked
package io.gokafka.tck.storage;

import org.jspecify.annotations.NullMarked;
