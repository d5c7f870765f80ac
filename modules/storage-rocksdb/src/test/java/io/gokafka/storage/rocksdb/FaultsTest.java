package io.gokafka.storage.rocksdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.storage.CorruptLogException;
import io.gokafka.api.storage.StorageException;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/** Which of RocksDB's errors are damage, of what its own messages say. */
class FaultsTest {
    private static RocksDBException error(Status.Code code, String message) {
        return new RocksDBException(message, new Status(code, Status.SubCode.None, message));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "While pread offset 4096 len 512: /data/db/000012.blob: Input/output error",
                "While reading file sequentially: /data/db/MANIFEST-000004: Input/output error"
            })
    void whatTheDiskCannotReadIsDamage(String message) {
        StorageException fault = Faults.of("cannot read the database", error(Status.Code.IOError, message));
        assertInstanceOf(CorruptLogException.class, fault);
        assertEquals("cannot read the database: " + message, fault.getMessage());
        assertTrue(Faults.isDamage(error(Status.Code.IOError, message)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "While fdatasync: /data/db/000011.log: Input/output error",
                "While appending to file: /data/db/000011.log: Input/output error",
                "While pread offset 4096 len 512: /data/db/000012.blob: Interrupted system call",
                "While open a file for random read: /data/db/000012.blob: Too many open files"
            })
    void whatElseFailsIsNot(String message) {
        StorageException fault = Faults.of("cannot read the database", error(Status.Code.IOError, message));
        assertEquals(StorageException.class, fault.getClass());
        assertInstanceOf(IOException.class, fault.getCause());
    }

    @Test
    void wrongChecksumIsDamage() {
        assertInstanceOf(
                CorruptLogException.class, Faults.of("cannot read", error(Status.Code.Corruption, "block checksum")));
    }
}
