package io.gokafka.transport.kafka.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.request.AlterTopicConfig;
import io.gokafka.api.request.DescribeConfig;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.transport.kafka.api.Asked;
import io.gokafka.transport.kafka.api.Wire;
import io.gokafka.transport.kafka.api.World;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.message.AlterConfigsRequestData;
import org.apache.kafka.common.message.AlterConfigsResponseData;
import org.apache.kafka.common.message.DescribeConfigsRequestData;
import org.apache.kafka.common.message.DescribeConfigsRequestData.DescribeConfigsResource;
import org.apache.kafka.common.message.DescribeConfigsResponseData;
import org.apache.kafka.common.message.DescribeConfigsResponseData.DescribeConfigsResourceResult;
import org.apache.kafka.common.message.DescribeConfigsResponseData.DescribeConfigsResult;
import org.apache.kafka.common.message.IncrementalAlterConfigsRequestData;
import org.apache.kafka.common.message.IncrementalAlterConfigsResponseData;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConfigApisTest {
    private static final byte TOPIC = 2;
    private static final byte BROKER = 4;
    private static final byte LOGGER = 8;

    private final Asked broker = ClusterSamples.broker()
            .with(
                    DescribeConfig.class,
                    _ -> new DescribeConfig.Result(List.of(
                            entry("cleanup.policy", Optional.of("delete"), DescribeConfig.Source.DEFAULT),
                            entry("retention.ms", Optional.of("5000"), DescribeConfig.Source.TOPIC),
                            entry("unset", Optional.empty(), DescribeConfig.Source.BROKER))));

    @Test
    void settingsAreToldWithTheirSources() {
        List<DescribeConfigsResourceResult> settings =
                describe(resource(TOPIC, "orders"), false).configs();

        assertEquals(
                List.of("cleanup.policy delete 5", "retention.ms 5000 1", "unset null 4"),
                settings.stream()
                        .map(entry -> entry.name() + " " + entry.value() + " " + entry.configSource())
                        .toList());
        assertEquals(List.of(), settings.getFirst().synonyms());
        assertNull(settings.getFirst().documentation());
    }

    @Test
    void synonymsAndDocumentationAreToldToWhoAsks() {
        DescribeConfigsResourceResult setting =
                describe(resource(TOPIC, "orders"), true).configs().get(1);

        assertEquals(1, setting.synonyms().getFirst().source());
        assertEquals("5000", setting.synonyms().getFirst().value());
        assertEquals("What it is.", setting.documentation());
        assertEquals(5, setting.configType());
    }

    @Test
    void onlyTheNamedSettingsAreToldIfAnyAreNamed() {
        DescribeConfigsResult some =
                describe(resource(TOPIC, "orders").setConfigurationKeys(List.of("retention.ms", "nonsense")), false);
        DescribeConfigsResult all = describe(resource(TOPIC, "orders").setConfigurationKeys(List.of()), false);

        assertEquals(1, some.configs().size());
        assertEquals(3, all.configs().size());
    }

    @Test
    void brokerIsNamedByItsNumber() {
        describe(resource(BROKER, "2"), false);

        assertEquals(
                new DescribeConfig.Resource.Broker(World.TWO.id()),
                broker.only(DescribeConfig.class).resource());
        assertEquals(
                Errors.INVALID_REQUEST.code(),
                describe(resource(BROKER, "77"), false).errorCode());
        assertEquals(
                Errors.INVALID_REQUEST.code(),
                describe(resource(BROKER, "two"), false).errorCode());
    }

    @Test
    void brokersHaveSettingsByOurNamesAndByThoseOfKafka() {
        DescribeConfigsResult all = describe(resource(BROKER, "2"), false);
        DescribeConfigsResult one = describe(resource(BROKER, "2").setConfigurationKeys(List.of("node.id")), false);

        List<String> names =
                all.configs().stream().map(DescribeConfigsResourceResult::name).toList();
        assertTrue(names.containsAll(List.of("unset", "log.cleanup.policy", "node.id")), names::toString);
        assertEquals("2", one.configs().getFirst().value());
        assertTrue(one.configs().getFirst().readOnly());
    }

    @Test
    void brokersHaveNoCommonSettings() {
        DescribeConfigsResult result = describe(resource(BROKER, ""), false);

        assertEquals(Errors.NONE.code(), result.errorCode());
        assertEquals(List.of(), result.configs());
    }

    @Test
    void whatHasNoSettingsIsRefused() {
        assertEquals(
                Errors.INVALID_REQUEST.code(),
                describe(resource(LOGGER, "1"), false).errorCode());
    }

    @Test
    void changesAreMadeOneByOne() {
        IncrementalAlterConfigsRequestData.AlterConfigsResource resource = incremental(TOPIC, "orders");
        resource.configs().add(change("a", 0, "1"));
        resource.configs().add(change("b", 1, null));
        resource.configs().add(change("c", 2, "x"));
        resource.configs().add(change("d", 3, "y"));

        assertEquals(List.of(Errors.NONE), alter(resource));
        assertEquals(
                new AlterTopicConfig(
                        "orders",
                        List.of(
                                set("a", "1"),
                                new AlterTopicConfig.Change("b", AlterTopicConfig.Operation.DELETE, Optional.empty()),
                                new AlterTopicConfig.Change("c", AlterTopicConfig.Operation.APPEND, Optional.of("x")),
                                new AlterTopicConfig.Change(
                                        "d", AlterTopicConfig.Operation.SUBTRACT, Optional.of("y"))),
                        false,
                        false),
                broker.only(AlterTopicConfig.class));
    }

    @Test
    void changesThatMakeNoSenseAreRefused() {
        IncrementalAlterConfigsRequestData.AlterConfigsResource noValue = incremental(TOPIC, "a");
        noValue.configs().add(change("a", 0, null));
        IncrementalAlterConfigsRequestData.AlterConfigsResource strange = incremental(TOPIC, "b");
        strange.configs().add(change("a", 9, "1"));
        IncrementalAlterConfigsRequestData.AlterConfigsResource twice = incremental(TOPIC, "c");
        twice.configs().add(change("a", 0, "1"));
        twice.configs().add(change("a", 1, null));

        assertEquals(
                List.of(
                        Errors.INVALID_REQUEST,
                        Errors.INVALID_REQUEST,
                        Errors.INVALID_REQUEST,
                        Errors.INVALID_REQUEST,
                        Errors.INVALID_REQUEST),
                alter(noValue, strange, twice, incremental(BROKER, "1"), incremental(LOGGER, "1")));
        assertEquals(List.of(), broker.all(AlterTopicConfig.class));
    }

    @Test
    void resourceThatIsNamedTwiceIsRefusedAndTheOthersAreChanged() {
        assertEquals(
                List.of(Errors.INVALID_REQUEST, Errors.NONE, Errors.INVALID_REQUEST),
                alter(incremental(TOPIC, "a"), incremental(TOPIC, "b"), incremental(TOPIC, "a")));
    }

    @Test
    void olderRequestReplacesAllSettings() {
        AlterConfigsRequestData request = new AlterConfigsRequestData().setValidateOnly(true);
        AlterConfigsRequestData.AlterConfigsResource resource = new AlterConfigsRequestData.AlterConfigsResource()
                .setResourceType(TOPIC)
                .setResourceName("orders");
        resource.configs()
                .add(new AlterConfigsRequestData.AlterableConfig().setName("a").setValue("1"));
        request.resources().add(resource);
        AlterConfigsResponseData answer =
                Wire.call(AlterConfigsResponseData.class, new AlterConfigsApi(broker), request, 0);

        assertEquals(Errors.NONE.code(), answer.responses().getFirst().errorCode());
        assertEquals(
                new AlterTopicConfig("orders", List.of(set("a", "1")), true, true),
                broker.only(AlterTopicConfig.class));
    }

    @Test
    void refusedSettingHasItsReason() {
        broker.failing(AlterTopicConfig.class, ErrorCode.INVALID_CONFIG);

        assertEquals(List.of(Errors.INVALID_CONFIG), alter(incremental(TOPIC, "orders")));
    }

    private DescribeConfigsResult describe(DescribeConfigsResource resource, boolean more) {
        DescribeConfigsRequestData request = new DescribeConfigsRequestData()
                .setResources(List.of(resource))
                .setIncludeSynonyms(more)
                .setIncludeDocumentation(more);
        return Wire.call(DescribeConfigsResponseData.class, new DescribeConfigsApi(broker), request, 4)
                .results()
                .getFirst();
    }

    private List<Errors> alter(IncrementalAlterConfigsRequestData.AlterConfigsResource... resources) {
        IncrementalAlterConfigsRequestData request = new IncrementalAlterConfigsRequestData();
        Stream.of(resources).forEach(request.resources()::mustAdd);
        return Wire.call(IncrementalAlterConfigsResponseData.class, new IncrementalAlterConfigsApi(broker), request, 1)
                .responses()
                .stream()
                .map(response -> Errors.forCode(response.errorCode()))
                .toList();
    }

    private static DescribeConfig.Entry entry(String name, Optional<String> value, DescribeConfig.Source source) {
        return new DescribeConfig.Entry(name, value, source, DescribeConfig.Type.LONG, false, "What it is.");
    }

    private static DescribeConfigsResource resource(byte type, String name) {
        return new DescribeConfigsResource()
                .setResourceType(type)
                .setResourceName(name)
                .setConfigurationKeys(null);
    }

    private static IncrementalAlterConfigsRequestData.AlterConfigsResource incremental(byte type, String name) {
        return new IncrementalAlterConfigsRequestData.AlterConfigsResource()
                .setResourceType(type)
                .setResourceName(name);
    }

    private static IncrementalAlterConfigsRequestData.AlterableConfig change(
            String name, int operation, @Nullable String value) {
        return new IncrementalAlterConfigsRequestData.AlterableConfig()
                .setName(name)
                .setConfigOperation((byte) operation)
                .setValue(value);
    }

    private static AlterTopicConfig.Change set(String name, String value) {
        return new AlterTopicConfig.Change(name, AlterTopicConfig.Operation.SET, Optional.of(value));
    }
}
