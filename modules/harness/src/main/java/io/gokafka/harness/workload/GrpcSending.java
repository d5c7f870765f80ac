package io.gokafka.harness.workload;

import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.Acks;
import io.gokafka.client.Producer;
import io.gokafka.client.ProducerConfig;
import io.gokafka.client.ProducerRecord;
import io.gokafka.harness.history.Event.Mode;

/** gokafka's producer: idempotent, unless it waits for no acknowledgement. */
final class GrpcSending implements Sending {
    private final GrpcLink link;
    private final Producer producer;

    GrpcSending(String bootstrap, String name, Mode mode, ClientTimes times) {
        link = new GrpcLink(bootstrap, name, times.request(), times.operation());
        producer = link.client()
                .producer(ProducerConfig.defaults().withAcks(acks(mode)).withDeliveryTimeout(times.delivery()));
    }

    private static Acks acks(Mode mode) {
        return switch (mode) {
            case IDEMPOTENT -> Acks.ALL;
            case ALL ->
                throw new IllegalArgumentException("gokafka's producer with acks=all is idempotent: see RawSending");
            case LEADER -> Acks.LEADER;
            case NONE -> Acks.NONE;
        };
    }

    @Override
    public void send(TopicPartition partition, byte[] value, Receipt receipt) {
        try {
            var _ = producer.send(ProducerRecord.of(partition.topic(), value).withPartition(partition.partition()))
                    .whenComplete((place, failure) -> {
                        if (failure == null) {
                            receipt.acknowledged(place.offset());
                        } else {
                            receipt.failed(failure);
                        }
                    });
        } catch (RuntimeException e) {
            receipt.failed(e);
        }
    }

    @Override
    public void close() {
        link.close();
    }

    @Override
    public void crash() {
        link.crash();
    }
}
