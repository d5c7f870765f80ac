/**
 * A storage plugin as an example: all logs of a broker in one SQLite database.
 *
 * <p><b>Durability.</b> The database is in WAL mode. {@code append} is a transaction whose commit does not sync, {@code sync} one whose
 * commit does ({@code synchronous=FULL}), and a sync of the write-ahead log reaches all that was written to it before. {@link
 * org.example.gokafka.sqlite.Writer} does all of them on one thread, as many in one transaction as are waiting: so one sync is
 * for all logs. After a crash SQLite takes the transactions up to the first that is not whole, which is what the SPI asks for. A start
 * copies what it finds in the write-ahead log to the database file and syncs that, as the log may have been in the page cache
 * alone.
 *
 * <p><b>Damage.</b> SQLite tells of pages that make no sense; a flipped bit in a batch is found by the batch's own checksum, when a
 * follower or a client verifies it. What is not seen is damage of the write-ahead log in what was synced: SQLite takes it for
 * the torn end, and the transactions behind it are gone. A storage that is to be relied on notes how far it has synced, and
 * refuses less, as {@code storage-rocksdb} does.
 *
 * <p><b>When a write fails, all logs have failed</b>: they share the database.
 */
@NullMarked
package org.example.gokafka.sqlite;

import org.jspecify.annotations.NullMarked;
