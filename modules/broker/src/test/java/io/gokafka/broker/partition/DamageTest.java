package io.gokafka.broker.partition;

import static io.gokafka.broker.fake.TestBatches.plain;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.config.Settings;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.RequestException;
import io.gokafka.api.storage.CorruptLogException;
import io.gokafka.api.storage.LogSlice;
import io.gokafka.api.storage.StorageContext;
import io.gokafka.broker.fake.DamagedFiles;
import io.gokafka.faultydisk.Faults;
import io.gokafka.faultydisk.FaultyDisk;
import io.gokafka.storage.file.FileStorageProvider;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What clients are told when a log in files is damaged while it is open. */
final class DamageTest {
    @TempDir
    private Path folder;

    private PartitionWorld world;
    private FaultyDisk disk;
    private volatile Faults faults = Faults.NONE;

    @BeforeEach
    void fill() throws IOException {
        disk = FaultyDisk.open(folder, FaultyDisk.Options.NONE.withFaults(() -> faults));
        world = new PartitionWorld(
                true,
                () -> new FileStorageProvider()
                        .open(new StorageContext(disk.root(), Settings.defaults(), Clock.systemUTC())));
        world.configure(Map.of("segment.bytes", "1048576"));
        for (int i = 0; i < 20; i++) {
            world.produced(plain("value " + i));
        }
        world.restart(); // what it appends itself it knows to be good
    }

    @AfterEach
    void close() throws IOException {
        faults = Faults.NONE;
        world.close();
        disk.close();
    }

    private PartitionReader reader() {
        return world.partition().reader();
    }

    private ErrorCode refusal(long offset) {
        return assertThrows(RequestException.class, () -> reader().read(offset, 100_000))
                .code();
    }

    @Test
    void aDamagedBatchIsNotServedAndStopsTheReplica() throws Exception {
        DamagedFiles.flipABit(folder, "value 7");
        assertEquals(ErrorCode.NO_LEADER, refusal(0));
        assertInstanceOf(
                CorruptLogException.class, world.partition().replica().fault().orElseThrow());
    }

    @Test
    void whatIsDamagedElsewhereDoesNotKeepTheRestFromBeingRead() throws Exception {
        DamagedFiles.flipABit(folder, "value 7");
        try (LogSlice slice = reader().read(10, 100_000)) {
            assertTrue(slice.size() > 0);
        }
        assertTrue(world.partition().replica().fault().isEmpty());
    }

    @Test
    void bytesThatAreMissingAtTheEndStopTheReplica() throws Exception {
        DamagedFiles.cutBefore(folder, "value 17");
        assertEquals(ErrorCode.NO_LEADER, refusal(0));
        assertInstanceOf(
                CorruptLogException.class, world.partition().replica().fault().orElseThrow());
    }

    @Test
    void aPageOfZerosStopsTheReplica() throws Exception {
        DamagedFiles.zero(folder, "value 3", "value 5");
        assertEquals(ErrorCode.NO_LEADER, refusal(0));
    }

    @Test
    void bytesThatTheDiskCannotReadStopTheReplica() {
        faults = Faults.whenReadFails();
        assertEquals(ErrorCode.NO_LEADER, refusal(0));
        assertInstanceOf(
                CorruptLogException.class, world.partition().replica().fault().orElseThrow());
    }

    @Test
    void soDoThoseThatCannotBeReadWhenTheyAreSentWithoutAnotherCheck() throws Exception {
        reader().read(0, 100_000).close();
        for (boolean copied : new boolean[] {false, true}) {
            try (LogSlice slice = reader().read(0, 100_000)) {
                faults = Faults.whenReadFails();
                if (copied) {
                    assertEquals(
                            ErrorCode.NO_LEADER,
                            assertThrows(RequestException.class, slice::toBuffer)
                                    .code());
                } else {
                    assertThrows(
                            CorruptLogException.class,
                            () -> slice.transferTo(
                                    0, slice.size(), Channels.newChannel(OutputStream.nullOutputStream())));
                }
                assertInstanceOf(
                        CorruptLogException.class,
                        world.partition().replica().fault().orElseThrow());
            }
            faults = Faults.NONE;
            world.restart();
        }
    }

    @Test
    void whatWasReadAndFoundGoodIsReadWithoutAnotherCheckForAWhile() throws Exception {
        reader().read(0, 100_000).close();
        DamagedFiles.flipABit(folder, "value 7");
        reader().read(0, 100_000).close();
        world.advance(CheckedOffsets.REMEMBERED.plusMillis(1));
        assertEquals(ErrorCode.NO_LEADER, refusal(0));
    }
}
