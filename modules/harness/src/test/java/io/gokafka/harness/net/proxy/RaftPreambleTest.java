package io.gokafka.harness.net.proxy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class RaftPreambleTest {
    /** What JGroups 5.5.7 was seen to send: cookie, version, length 7, and length 4, 127.0.0.1, port 40211. */
    static final String RECORDED = "62656c61" + "2947" + "0007" + "04" + "7f000001" + "9d13";

    private static final String MESSAGE = "0000000101";

    private final RaftPreamble preamble =
            new RaftPreamble(port -> port == 40_211 ? OptionalInt.of(3) : OptionalInt.empty());

    private static ByteArrayInputStream stream(String hex) {
        return new ByteArrayInputStream(HexFormat.of().parseHex(hex));
    }

    @Test
    void theSourceIsTheBrokerWhosePortIsGivenAndNothingBeyondIsRead() throws IOException {
        ByteArrayInputStream in = stream(RECORDED + MESSAGE);
        Opening opening = preamble.read(in);
        assertEquals(3, opening.place());
        assertArrayEquals(HexFormat.of().parseHex(RECORDED), opening.read());
        assertArrayEquals(HexFormat.of().parseHex(MESSAGE), in.readAllBytes());
    }

    @Test
    void anAddressOfIPv6IsUnderstoodAsWell() throws IOException {
        String address = "10" + "00000000000000000000000000000001" + "00000000" + "9d13";
        assertEquals(
                3, preamble.read(stream("62656c61" + "2947" + "0017" + address)).place());
    }

    @Test
    void strangersAreRefused() {
        String http = HexFormat.of().formatHex("GET / HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII));
        assertThrows(IOException.class, () -> preamble.read(stream(http)));
        assertThrows(IOException.class, () -> preamble.read(stream(RECORDED.replace("9d13", "9d14"))));
        assertThrows(IOException.class, () -> preamble.read(stream("62656c61" + "2947" + "7fff")));
        assertThrows(EOFException.class, () -> preamble.read(stream(RECORDED.substring(0, 20))));
    }
}
