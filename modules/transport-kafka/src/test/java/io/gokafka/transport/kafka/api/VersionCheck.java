package io.gokafka.transport.kafka.api;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.Requests;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.junit.jupiter.api.DynamicTest;

/**
 * Sends the sample of each API in each version that it serves, to a broker that answers and to one that fails: nothing may
 * be lost in a version, or have no place in it.
 */
public final class VersionCheck {
    private static final Pattern ERROR = Pattern.compile("[eE]rrorCode=[^0]");

    private static final List<ErrorCode> ALL = List.of(ErrorCode.values());

    /** Those that APIs answer in ways of their own. */
    private static final List<ErrorCode> TYPICAL =
            List.of(ErrorCode.NOT_LEADER, ErrorCode.UNKNOWN_GROUP, ErrorCode.UNKNOWN_TOPIC);

    private VersionCheck() {}

    /**
     * A test an API and version.
     *
     * @param apis makes the APIs in front of a broker
     * @param samples the request of an API in a version
     * @param broker makes a broker that has an answer to all samples
     */
    public static Stream<DynamicTest> tests(
            Function<Requests, List<Api<?>>> apis,
            BiFunction<ApiKeys, Short, ApiMessage> samples,
            Supplier<Asked> broker) {
        return apis.apply(broker.get()).stream()
                .flatMap(api -> versions(api)
                        .mapToObj(version -> dynamicTest(api.key() + " version " + version, () -> {
                            ApiMessage sample = samples.apply(api.key(), (short) version);
                            answersWithoutError(Wire.find(apis.apply(broker.get()), api.key()), sample, version);
                            for (ErrorCode code : version == api.newest() ? ALL : TYPICAL) {
                                Asked failing = broker.get().failing(code);
                                assertNotNull(Wire.call(Wire.find(apis.apply(failing), api.key()), sample, version));
                            }
                        })));
    }

    private static void answersWithoutError(Api<ApiMessage> api, ApiMessage sample, int version) {
        ApiMessage answer = Wire.call(api, sample, version);
        // Each field of the generated messages that can hold an error has it in its name.
        String text = answer.toString();
        assertFalse(ERROR.matcher(text).find(), text);
    }

    private static IntStream versions(Api<?> api) {
        return IntStream.rangeClosed(api.oldest(), api.newest());
    }
}
