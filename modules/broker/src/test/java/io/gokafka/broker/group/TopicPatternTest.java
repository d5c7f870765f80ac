package io.gokafka.broker.group;

import static io.gokafka.broker.group.GroupWorld.failure;
import static io.gokafka.broker.group.GroupWorld.result;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.GroupHeartbeat;
import io.gokafka.api.request.RequestException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Patterns of topic names: what they match, and that none does harm. */
final class TopicPatternTest {
    private static final List<String> NAMES =
            List.of("orders", "orders.eu", "orders-2024", "ORDERS", "a", "ab", "abab", "x.y_z-1", "0", "pay.ments");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "orders",
                "orders.*",
                "orders\\..*",
                "^orders$",
                "(ab)+",
                "a|ab|x.*",
                "[a-c]{1,4}",
                "[^a-z]+",
                "(?i)orders",
                "(?i:ord)ers",
                "o(?-i:r).*",
                "\\w+",
                "\\d|a",
                "\\Qorders.eu\\E",
                ".{2,}",
                "(a(b)?)*",
                "()*a",
                "",
                "[]a]",
                "[\\w.]+",
                "x\\.y\\x5fz-\\d",
                "\\p{Lower}+",
                "(a?){3}b?",
                "(?<name>a)b",
                "a{0}ab",
                "[a&&b]+"
            })
    void whatMatchesIsWhatTheUsualEngineMatches(String pattern) {
        // Sets of characters are RE2's: & is one like all others, and ] may come first.
        Pattern usual = Pattern.compile(pattern.replace("&&", "&\\&").replace("[]", "[\\]"));
        assertEquals(
                new TreeSet<>(
                        NAMES.stream().filter(n -> usual.matcher(n).matches()).toList()),
                TopicPattern.compile(pattern).matching(NAMES));
    }

    @Test
    void classesAndNamesOfGroupsMayBeWrittenAsInRe2() {
        assertEquals(
                new TreeSet<>(List.of("a", "ab", "abab")),
                TopicPattern.compile("(?P<x>[[:alpha:]]b?)+").matching(List.of("a", "ab", "abab", "0")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(",
                ")",
                "a)",
                "[a",
                "*a",
                "a**",
                "a{2,1}",
                "a{1001}",
                "\\",
                "(a)\\1",
                "(?=a)",
                "(?!a)",
                "(?<=a)",
                "(?<!a)",
                "(?>a)",
                "a*+",
                "\\k<x>",
                "[z-a]",
                "\\p{Nothing}",
                "(?<x"
            })
    void whatIsNoPatternOfRe2IsRefused(String pattern) {
        refused(pattern);
    }

    @Test
    void thereAreBounds() {
        refused("a".repeat(TopicPattern.MAX_LENGTH + 1));
        refused("(".repeat(200) + ")".repeat(200));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(a+)+b",
                "(a|aa)+b",
                "(.*)*x",
                "((((a*)*)*)*)*b",
                ".*(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)x",
                "((((){1000}){1000}){1000}){1000}x",
                "((((a{1000}){1000}){1000}){1000}){1000}",
                "(.?){1000}b"
            })
    void patternsThatHangOthersEndSoon(String pattern) {
        List<String> names = List.of("a".repeat(249), "a".repeat(248) + "b");
        try {
            assertEquals(
                    names.size() >= 2,
                    TopicPattern.compile(pattern).matching(names).size() <= 1);
        } catch (RequestException tooLong) {
            assertEquals(ErrorCode.INVALID_REGULAR_EXPRESSION, tooLong.code());
        }
    }

    @Test
    void randomTextIsRefusedOrMatchedAndNothingElse() {
        Random random = new Random(1);
        String alphabet = "ab.*+?()[]{}|\\^$-,0123:?P<>i&";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            IntStream.range(0, random.nextInt(12))
                    .forEach(n -> text.append(alphabet.charAt(random.nextInt(alphabet.length()))));
            try {
                TopicPattern.compile(text.toString()).matching(NAMES);
            } catch (RequestException e) {
                assertEquals(ErrorCode.INVALID_REGULAR_EXPRESSION, e.code(), text::toString);
            }
        }
    }

    @Test
    void aMemberReadsWhatItsPatternMatchesAndWhatComesLater() {
        GroupWorld world = new GroupWorld();
        world.topics.putAll(Map.of("logs.a", 1, "logs.b", 1, "other", 1, "__internal", 1, "named", 1));
        GroupHeartbeat.Result joined = result(join(world, "logs\\..*|__.*"));
        assertEquals(List.of("logs.a", "logs.b", "named"), topics(joined).toList());
        world.topics.put("logs.c", 1);
        world.pass(GroupWorld.TICK);
        assertEquals(
                List.of("logs.a", "logs.b", "logs.c", "named"),
                topics(world.stay("m", joined.memberEpoch())).toList());
        GroupHeartbeat.Extras nothing =
                new GroupHeartbeat.Extras(Optional.empty(), Optional.empty(), Optional.of(""), Optional.empty());
        assertEquals(
                List.of("named"),
                topics(result(world.send("m", joined.memberEpoch() + 1, nothing)))
                        .toList());
    }

    @Test
    void aMemberWithABadPatternIsRefused() {
        failure(ErrorCode.INVALID_REGULAR_EXPRESSION, join(new GroupWorld(), "(a"));
    }

    private static CompletableFuture<GroupHeartbeat.Result> join(GroupWorld world, String pattern) {
        return world.send(
                "m",
                GroupHeartbeat.JOIN,
                new GroupHeartbeat.Extras(Optional.empty(), Optional.empty(), Optional.of(pattern), Optional.empty()),
                "named");
    }

    private static Stream<String> topics(GroupHeartbeat.Result result) {
        return result.assignment().orElseThrow().stream().map(p -> p.topic()).distinct();
    }

    private static void refused(String pattern) {
        RequestException refused = assertThrows(RequestException.class, () -> TopicPattern.compile(pattern));
        assertEquals(ErrorCode.INVALID_REGULAR_EXPRESSION, refused.code());
    }
}
