package io.gokafka.transport.kafka.server;

import io.gokafka.transport.kafka.api.Api;
import io.gokafka.transport.kafka.api.Call;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.apache.kafka.common.message.ApiVersionsRequestData;
import org.apache.kafka.common.message.ApiVersionsResponseData;
import org.apache.kafka.common.message.ApiVersionsResponseData.ApiVersion;
import org.apache.kafka.common.message.ApiVersionsResponseData.ApiVersionCollection;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;

/** Tells a client which APIs there are, and in which versions. */
final class ApiVersionsApi implements Api<ApiVersionsRequestData> {
    /**
     * Kafka 4 does not serve Produce below version 3 either, but lists it from 0: librdkafka before 2.x takes compression for
     * unsupported otherwise (KAFKA-18659). A request of such a version closes the connection, there as here.
     */
    private static final short LISTED_OLDEST_PRODUCE = 0;

    /** Client names and versions (KIP-511). */
    private static final Pattern SOFTWARE = Pattern.compile("[a-zA-Z0-9](?:[a-zA-Z0-9\\-.]*[a-zA-Z0-9])?");

    private final ApiVersionCollection versions;

    ApiVersionsApi(Collection<Api<?>> others) {
        versions = new ApiVersionCollection(others.size() + 1);
        others.forEach(api -> versions.add(range(api)));
        versions.add(range(this));
    }

    private static ApiVersion range(Api<?> api) {
        return new ApiVersion()
                .setApiKey(api.key().id)
                .setMinVersion(api.key() == ApiKeys.PRODUCE ? LISTED_OLDEST_PRODUCE : api.oldest())
                .setMaxVersion(api.newest());
    }

    @Override
    public ApiKeys key() {
        return ApiKeys.API_VERSIONS;
    }

    @Override
    public short oldest() {
        return 0;
    }

    /** Not 5, in which clients say which cluster and node they expect: that is not looked at. */
    @Override
    public short newest() {
        return 4;
    }

    @Override
    public CompletableFuture<ApiVersionsResponseData> answer(ApiVersionsRequestData request, Call call) {
        if (call.version() >= 3 && !isNamed(request)) {
            return CompletableFuture.completedFuture(
                    new ApiVersionsResponseData().setErrorCode(Errors.INVALID_REQUEST.code()));
        }
        return CompletableFuture.completedFuture(new ApiVersionsResponseData().setApiKeys(versions.duplicate()));
    }

    /** What a client is told that asks in a version that is not served: the versions to ask in (KIP-511). */
    ApiVersionsResponseData unsupportedVersion() {
        ApiVersionCollection own = new ApiVersionCollection(1);
        own.add(range(this));
        return new ApiVersionsResponseData()
                .setErrorCode(Errors.UNSUPPORTED_VERSION.code())
                .setApiKeys(own);
    }

    private static boolean isNamed(ApiVersionsRequestData request) {
        return SOFTWARE.matcher(request.clientSoftwareName()).matches()
                && SOFTWARE.matcher(request.clientSoftwareVersion()).matches();
    }
}
