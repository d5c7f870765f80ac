package io.gokafka.cli.args;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WordsTest {
    private static final Flag ADDR = new Flag(List.of("--grpc-addr"), "HOST:PORT", "", true, false);
    private static final Flag FOLLOW = new Flag(List.of("--follow"), "", "", false, false);
    private static final Flag HELP = new Flag(List.of("--help", "-h"), "", "", false, false);

    @Test
    void allSpellingsOfAFlagAreTheSame() {
        for (String spelling :
                List.of("--grpc-addr", "-grpc_addr", "--grpc_addr", "-grpc-addr", "--GRPC-ADDR", "-grpc-addr")) {
            assertEquals(
                    List.of(new Words.Use(ADDR, Optional.of("x"))),
                    sort(spelling, "x").flags(),
                    spelling);
            assertEquals(
                    List.of(new Words.Use(ADDR, Optional.of("a=b"))),
                    sort(spelling + "=a=b").flags(),
                    spelling);
        }
    }

    @Test
    void shortFlagsAreKnown() {
        assertEquals(HELP, sort("-h").flags().getFirst().flag());
    }

    @Test
    void plainArgumentsAndFlagsMayBeMixed() {
        Words words = sort("a", "--follow", "b", "--grpc-addr", "x", "c");

        assertEquals(List.of("a", "b", "c"), words.plain());
        assertEquals(2, words.flags().size());
    }

    @Test
    void valuesMayBeginWithADash() {
        assertEquals(
                Optional.of("-1h"),
                sort("--grpc-addr", "-1h").flags().getFirst().value());
    }

    @Test
    void allIsPlainBehindTwoDashes() {
        assertEquals(
                List.of("a", "--follow", "--", "-x"),
                sort("a", "--", "--follow", "--", "-x").plain());
    }

    @Test
    void aDashAloneIsPlain() {
        assertEquals(List.of("-", ""), sort("-", "").plain());
    }

    @Test
    void slipsOfTheFingerAreNear() {
        List<String> names = List.of("produce", "consume", "topics");

        assertEquals(List.of("produce"), Suggestions.near("prodcue", names));
        assertEquals(List.of("consume"), Suggestions.near("consum", names));
        assertEquals(List.of(), Suggestions.near("xyz", names));
    }

    private static Words sort(String... words) {
        return Words.sort("test", List.of(words), List.of(ADDR, FOLLOW, HELP));
    }
}
