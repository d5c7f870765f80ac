/**
 * Storage in RocksDB: one database for all replicas of a broker, so that one sync of its write-ahead log commits what many
 * of them have appended.
 *
 * <pre>
 * &lt;directory&gt;/db       the database
 * &lt;directory&gt;/synced   up to which change the write-ahead log was synced, see {@link io.gokafka.storage.rocksdb.SyncedMark}
 * </pre>
 *
 * <p>A replica has a number, which is never used again; the keys of all that it has begin with it ({@link
 * io.gokafka.storage.rocksdb.Keys}). For each entry there is its batch, byte for byte, and a record of where it stands ({@link
 * io.gokafka.storage.rocksdb.StoredPosition}), both under its index. What grows with the index in those records is found by
 * bisection: an offset, a time, a byte. There is no second index that could disagree with the first.
 *
 * <p><b>Durability and failure.</b> Every change is one atomic write; it is durable once a later sync has returned ({@link
 * io.gokafka.storage.rocksdb.Journal}). When a write or a sync fails, <em>all</em> logs of the broker have failed: they share
 * the write-ahead log, and what it holds on disk is unknown from then on. Only starting again helps, which writes again and
 * syncs what it finds. Damage is found by the checksums of RocksDB's blocks and blobs, when it is read; damage of the
 * write-ahead log at the start.
 *
 * <p><b>Threading.</b> Calls go into native code, which holds the carrier of a virtual thread. Writes and look-ups are short;
 * a sync, which is not, runs on a platform thread of its own. Native memory is freed when the last call that uses it has
 * ended ({@link io.gokafka.storage.rocksdb.Leases}), so a late call gets an exception rather than a crash.
 */
@NullMarked
package io.gokafka.storage.rocksdb;

import org.jspecify.annotations.NullMarked;
