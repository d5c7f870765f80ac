package io.gokafka.broker.metadata;

import static io.gokafka.broker.metadata.Records.broker;
import static io.gokafka.broker.metadata.Records.ids;
import static io.gokafka.broker.metadata.Records.state;
import static io.gokafka.broker.metadata.Records.uuid;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.TopicNames;
import io.gokafka.api.request.AlterTopicConfig;
import io.gokafka.api.request.AlterTopicConfig.Change;
import io.gokafka.api.request.AlterTopicConfig.Operation;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.RequestException;
import io.gokafka.broker.metadata.ClusterRecord.TopicCreated;
import io.gokafka.broker.state.Decision;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ConfigDecisionsTest {
    private final ClusterState state = state(
            broker("a", 1),
            new TopicCreated("t", uuid(1), 1, Map.of("retention.ms", "5000", "segment.ms", "1000"), List.of(ids("a"))));

    private static Change change(String name, Operation operation, String value) {
        return new Change(name, operation, Optional.of(value));
    }

    private static Change set(String name, String value) {
        return change(name, Operation.SET, value);
    }

    private static Change delete(String name) {
        return new Change(name, Operation.DELETE, Optional.empty());
    }

    private Decision<?> decide(boolean replace, Change... changes) {
        return ConfigDecisions.alter(state, new AlterTopicConfig("t", List.of(changes), replace, false));
    }

    private Map<String, String> after(boolean replace, Change... changes) {
        Records.replay(state, decide(replace, changes));
        return state.view().topic("t").orElseThrow().configs();
    }

    private RequestException refusal(Change... changes) {
        return assertThrows(RequestException.class, () -> decide(false, changes));
    }

    @Test
    void settingsThatAreNotNamedStayAsTheyAre() {
        assertEquals(
                Map.of("retention.ms", "7000", "retention.bytes", "1"),
                after(false, set("retention.ms", "7000"), delete("segment.ms"), set("retention.bytes", "1")));
    }

    @Test
    void aReplacementTakesWhatIsNotNamedBackToItsDefault() {
        assertEquals(Map.of("retention.ms", "1"), after(true, set("retention.ms", "1")));
        assertEquals(Map.of(), after(true));
    }

    @Test
    void listsAreAppendedToAndSubtractedFromBeginningWithTheirDefault() {
        assertEquals(
                "delete",
                after(false, change("cleanup.policy", Operation.APPEND, "delete"))
                        .get("cleanup.policy"));
        RequestException empty = refusal(change("cleanup.policy", Operation.SUBTRACT, "delete"));
        assertEquals(ErrorCode.INVALID_CONFIG, empty.code(), "a policy that is no policy");
        assertEquals(
                "delete,compact",
                after(false, change("cleanup.policy", Operation.APPEND, "compact"))
                        .get("cleanup.policy"));
        RequestException other = refusal(change("cleanup.policy", Operation.APPEND, "shred"));
        assertTrue(String.valueOf(other.getMessage()).contains("shred"), other.getMessage());
    }

    @Test
    void whatIsNoListIsNotAppendedTo() {
        for (Operation operation : List.of(Operation.APPEND, Operation.SUBTRACT)) {
            RequestException refused = refusal(change("retention.ms", operation, "1"));
            assertEquals(ErrorCode.INVALID_CONFIG, refused.code());
            assertTrue(String.valueOf(refused.getMessage()).contains("retention.ms"));
        }
    }

    @Test
    void anUnknownSettingIsRefusedByNameAndChangesNothing() {
        for (Change unknown : List.of(set("no.such", "1"), delete("no.such"))) {
            RequestException refused = refusal(set("retention.ms", "1"), unknown);
            assertEquals(ErrorCode.INVALID_CONFIG, refused.code());
            assertTrue(String.valueOf(refused.getMessage()).contains("no.such"));
        }
    }

    @Test
    void aBadValueASettingNamedTwiceAndOneWithoutAValueAreRefused() {
        assertEquals(
                ErrorCode.INVALID_CONFIG, refusal(set("retention.ms", "soon")).code());
        assertEquals(
                ErrorCode.INVALID_REQUEST,
                refusal(set("retention.ms", "1"), delete("retention.ms")).code());
        assertEquals(
                ErrorCode.INVALID_REQUEST,
                refusal(new Change("retention.ms", Operation.SET, Optional.empty()))
                        .code());
    }

    @Test
    void onlyATopicThatExistsAndIsNotInternalIsChanged() {
        for (Map.Entry<String, ErrorCode> topic : Map.of(
                        "u", ErrorCode.UNKNOWN_TOPIC, TopicNames.CONSUMER_OFFSETS, ErrorCode.INTERNAL_TOPIC)
                .entrySet()) {
            AlterTopicConfig request = new AlterTopicConfig(topic.getKey(), List.of(), false, false);
            assertEquals(
                    topic.getValue(),
                    assertThrows(RequestException.class, () -> ConfigDecisions.alter(state, request))
                            .code());
        }
    }

    @Test
    void aChangeThatIsOnlyValidatedOrChangesNothingIsNotMade() {
        AlterTopicConfig check = new AlterTopicConfig("t", List.of(set("retention.ms", "9")), false, true);
        assertTrue(ConfigDecisions.alter(state, check).records().isEmpty());
        assertTrue(decide(false, set("retention.ms", "5000")).records().isEmpty());
    }
}
