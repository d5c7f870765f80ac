package io.gokafka.storage.rocksdb;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Properties;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.ChecksumType;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.Filter;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksObject;
import org.rocksdb.WALRecoveryMode;
import org.rocksdb.WriteBufferManager;

/**
 * How the database is opened, and the memory that all of it shares. Lives longer than the database.
 *
 * <p>For one thread at a time.
 */
final class NativeOptions implements AutoCloseable {
    private static final long MIB = 1L << 20;
    private static final double BLOOM_BITS = 10;
    private static final int TABLE_BLOCK = 16 << 10;

    private final RocksSettings settings;
    private final Deque<RocksObject> objects = new ArrayDeque<>();
    private final DBOptions database;
    private final List<ColumnFamilyDescriptor> families = new ArrayList<>();

    NativeOptions(RocksSettings settings) {
        this.settings = settings;
        Cache cache = own(new LRUCache(settings.memory()));
        this.database = own(databaseOptions(cache));
        for (Family family : Family.values()) {
            families.add(new ColumnFamilyDescriptor(family.bytes(), own(familyOptions(family, cache))));
        }
    }

    DBOptions database() {
        return database;
    }

    /** In the order of {@link Family}. */
    List<ColumnFamilyDescriptor> families() {
        return families;
    }

    private DBOptions databaseOptions(Cache cache) {
        DBOptions options = verifyingWals();
        options.setCreateIfMissing(true).setCreateMissingColumnFamilies(true);
        options.setParanoidChecks(true);
        // Replay ends where the log is torn, as a crash of the machine leaves it. That this is not before what was
        // synced is
        // for SyncedMark to say: RocksDB cannot tell one from the other.
        options.setWalRecoveryMode(WALRecoveryMode.PointInTimeRecovery);
        // What was replayed is written again, to tables, which are synced: it counts as durable from then on.
        options.setAvoidFlushDuringRecovery(false);
        // After an error in the background only opening again helps: nothing is tried twice. Only what found no space
        // RocksDB resumes all the same; once a change has met that, Journal takes no more.
        options.setMaxBgErrorResumeCount(0);
        options.setMaxOpenFiles(settings.maxOpenFiles());
        options.setMaxTotalWalSize(settings.maxWal());
        options.setWriteBufferManager(own(new WriteBufferManager(settings.writeBuffers(), cache)));
        options.setMaxBackgroundJobs(2);
        options.setBytesPerSync(MIB); // tables reach the disk as they are written, not all at the end
        options.setInfoLogLevel(InfoLogLevel.WARN_LEVEL);
        options.setKeepLogFileNum(2);
        options.setMaxLogFileSize(4 * MIB);
        options.setStatsDumpPeriodSec(0);
        options.setStatsPersistPeriodSec(0);
        return options;
    }

    /** A missing or short file of the write-ahead log is found: an option that has no setter in Java. */
    private static DBOptions verifyingWals() {
        Properties properties = new Properties();
        properties.setProperty("track_and_verify_wals_in_manifest", "true");
        DBOptions options = DBOptions.getDBOptionsFromProps(properties);
        if (options == null) {
            throw new IllegalStateException("RocksDB does not know track_and_verify_wals_in_manifest");
        }
        return options;
    }

    private ColumnFamilyOptions familyOptions(Family family, Cache cache) {
        ColumnFamilyOptions options = new ColumnFamilyOptions();
        options.setTableFormatConfig(tables(cache, own(new BloomFilter(BLOOM_BITS))));
        // Batches come compressed, or their producer did not want it; the rest is small.
        options.setCompressionType(CompressionType.NO_COMPRESSION);
        // One buffer may be filled while others are written: together no more than the manager allows.
        options.setWriteBufferSize(Math.max(MIB, settings.writeBuffers() / 4));
        options.setMaxWriteBufferNumber(3);
        if (family.hasBlobs()) {
            options.setEnableBlobFiles(true);
            options.setMinBlobSize(settings.minBlob());
            options.setBlobFileSize(256 * MIB);
            options.setBlobCompressionType(CompressionType.NO_COMPRESSION);
            // Blobs of many logs share a file. Those that outlive the others are moved while BlobGarbage says so.
            options.setEnableBlobGarbageCollection(family == Family.SNAPSHOTS);
            options.setBlobGarbageCollectionAgeCutoff(0.5);
            options.setBlobGarbageCollectionForceThreshold(0.5);
        }
        return options;
    }

    private static BlockBasedTableConfig tables(Cache cache, Filter filter) {
        BlockBasedTableConfig tables = new BlockBasedTableConfig();
        tables.setBlockCache(cache);
        tables.setBlockSize(TABLE_BLOCK);
        // Each table has keys of most logs: without filters, a look-up would search all of them.
        tables.setFilterPolicy(filter);
        tables.setChecksumType(ChecksumType.kXXH3);
        // Else the memory for indexes would grow with the data, outside the limit.
        tables.setCacheIndexAndFilterBlocks(true);
        tables.setPinL0FilterAndIndexBlocksInCache(true);
        return tables;
    }

    private <T extends RocksObject> T own(T object) {
        objects.push(object);
        return object;
    }

    @Override
    public void close() {
        objects.forEach(RocksObject::close);
        objects.clear();
    }
}
