package io.gokafka.storage.faulty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.LogId;
import io.gokafka.tck.storage.MemoryFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is damaged, and nothing else. */
class DamageTest {
    private static final LogId LOG = new LogId("topic-0");
    private static final byte[] CONTENT = new byte[10_000];

    @TempDir(factory = MemoryFolders.class)
    Path storage;

    private Path sealed = Path.of("");
    private Path active = Path.of("");
    private Map<Path, byte[]> before = Map.of();

    @BeforeEach
    void makeSegments() throws IOException {
        Arrays.fill(CONTENT, (byte) 'x');
        for (String log : List.of("topic-0", "topic-1")) {
            Path folder = Files.createDirectory(storage.resolve(log));
            sealed = folder.resolveSibling("topic-0").resolve("0-1-000001.log");
            active = folder.resolveSibling("topic-0").resolve("9-9-000002.log");
            Files.write(folder.resolve("0-1-000001.log"), CONTENT);
            Files.write(folder.resolve("0-1-000001.index"), CONTENT);
            Files.write(folder.resolve("9-9-000002.log"), CONTENT);
            Files.write(folder.resolve("manifest"), CONTENT);
        }
        before = contents();
    }

    private Map<Path, byte[]> contents() throws IOException {
        Map<Path, byte[]> contents = new TreeMap<>();
        try (Stream<Path> tree = Files.walk(storage)) {
            for (Path file : tree.filter(Files::isRegularFile).toList()) {
                contents.put(file, Files.readAllBytes(file));
            }
        }
        return contents;
    }

    private Damage damage(Damage.Segments segments) throws IOException {
        return new Damage(storage, List.of(LOG, new LogId("missing-0")), segments, 42);
    }

    private void onlyDamaged(Path segment) throws IOException {
        Map<Path, byte[]> after = contents();
        before.forEach((file, content) ->
                assertEquals(!file.equals(segment), Arrays.equals(content, after.get(file)), file.toString()));
    }

    @Test
    void bitsAreFlipped() throws IOException {
        String text = damage(Damage.Segments.SEALED).flipBits(5);
        onlyDamaged(sealed);
        byte[] after = Files.readAllBytes(sealed);
        int flipped = 0;
        for (int i = 0; i < CONTENT.length; i++) {
            flipped += Integer.bitCount((after[i] ^ CONTENT[i]) & 0xff);
        }
        assertEquals(5, flipped);
        assertTrue(text.contains(sealed.toString()), text);
    }

    @Test
    void fileIsCutShort() throws IOException {
        damage(Damage.Segments.ACTIVE).cut(100);
        onlyDamaged(active);
        assertEquals(CONTENT.length - 100, Files.size(active));
    }

    @Test
    void pageIsZeroed() throws IOException {
        damage(Damage.Segments.ACTIVE).zeroPage();
        onlyDamaged(active);
        assertEquals(CONTENT.length, Files.size(active));
    }

    @Test
    void segmentIsDeleted() throws IOException {
        damage(Damage.Segments.SEALED).deleteFile();
        assertTrue(Files.notExists(sealed));
        assertEquals(before.size() - 1, contents().size());
    }

    @Test
    void filesOfAnyKindAreDamaged() throws IOException {
        Path table = Files.write(storage.resolve("000007.sst"), CONTENT);
        before = contents();
        Damage.ofFiles(List.of(table), 42).flipBits(1);
        onlyDamaged(table);
    }

    @Test
    void sameSeedDoesTheSame() throws IOException {
        String first = damage(Damage.Segments.ANY).flipBits(3);
        assertEquals(first, damage(Damage.Segments.ANY).flipBits(3));
        contents().forEach((file, content) -> assertTrue(Arrays.equals(content, before.get(file)), file.toString()));
    }

    @Test
    void nothingToDamageIsSaid() throws IOException {
        Files.write(active, new byte[0]);
        Damage none = damage(Damage.Segments.ACTIVE);
        assertTrue(none.isImpossible());
        assertThrows(IllegalStateException.class, none::zeroPage);
    }
}
