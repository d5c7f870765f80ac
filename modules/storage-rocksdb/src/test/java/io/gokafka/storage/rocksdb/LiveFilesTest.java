package io.gokafka.storage.rocksdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.storage.CorruptLogException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.CompactRangeOptions;
import org.rocksdb.CompactRangeOptions.BottommostLevelCompaction;
import org.rocksdb.FlushOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/** A start looks for the database's files while the database merges some of them. */
final class LiveFilesTest {
    @TempDir
    private Path folder;

    private Options options;
    private RocksDB rocks;

    @BeforeEach
    void open() throws RocksDBException {
        NativeLibrary.load();
        options = new Options().setCreateIfMissing(true).setDisableAutoCompactions(true);
        rocks = RocksDB.open(options, folder.toString());
        for (int table = 0; table < 3; table++) {
            rocks.put(new byte[] {1}, new byte[] {(byte) table});
            try (FlushOptions flush = new FlushOptions().setWaitForFlush(true)) {
                rocks.flush(flush);
            }
        }
    }

    @AfterEach
    void close() {
        rocks.close();
        options.close();
    }

    private void merge() {
        try (CompactRangeOptions all =
                new CompactRangeOptions().setBottommostLevelCompaction(BottommostLevelCompaction.kForce)) {
            rocks.compactRange(rocks.getDefaultColumnFamily(), null, null, all);
        } catch (RocksDBException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Path> tables() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(".sst")).toList();
        }
    }

    @Test
    void tablesThatAreMergedMeanwhileAreNotMissed() throws Exception {
        assertEquals(3, tables().size());
        LiveFiles.check(rocks, folder, this::merge);
        LiveFiles.check(rocks, folder, () -> {});
        assertEquals(1, tables().size(), "and they are deleted afterwards");
    }

    @Test
    void aTableThatIsGoneIsMissed() throws Exception {
        Path lost = tables().getFirst();
        Files.delete(lost);
        CorruptLogException missed =
                assertThrows(CorruptLogException.class, () -> LiveFiles.check(rocks, folder, () -> {}));
        assertTrue(
                String.valueOf(missed.getMessage()).contains(lost.getFileName().toString()), missed.getMessage());
    }
}
