package io.gokafka.transport.kafka.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.InitProducer;
import io.gokafka.transport.kafka.api.Asked;
import io.gokafka.transport.kafka.api.Wire;
import java.util.List;
import org.apache.kafka.common.message.DescribeProducersRequestData;
import org.apache.kafka.common.message.DescribeProducersResponseData;
import org.apache.kafka.common.message.InitProducerIdRequestData;
import org.apache.kafka.common.message.InitProducerIdResponseData;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.Test;

class ProducerApisTest {
    private final Asked broker = ClusterSamples.broker();

    @Test
    void idempotentProducerGetsANewIdAlsoWhenItHadOne() {
        InitProducerIdResponseData first = init(new InitProducerIdRequestData().setTransactionalId(null));
        InitProducerIdResponseData again = init(new InitProducerIdRequestData()
                .setTransactionalId(null)
                .setProducerId(5)
                .setProducerEpoch((short) 3));

        assertEquals(1L << 34, first.producerId());
        assertEquals(0, first.producerEpoch());
        assertEquals(1L << 34, again.producerId());
        assertEquals(2, broker.all(InitProducer.class).size());
    }

    @Test
    void transactionsAreRefusedWithAnErrorThatNoClientTriesAgainAfter() {
        assertEquals(
                Errors.TRANSACTIONAL_ID_AUTHORIZATION_FAILED.code(),
                init(new InitProducerIdRequestData().setTransactionalId("t")).errorCode());
        assertEquals(
                Errors.INVALID_REQUEST.code(),
                init(new InitProducerIdRequestData().setTransactionalId("")).errorCode());
        assertEquals(List.of(), broker.all(InitProducer.class));
    }

    @Test
    void idWithoutAnEpochIsRefused() {
        assertEquals(
                Errors.INVALID_REQUEST.code(),
                init(new InitProducerIdRequestData().setTransactionalId(null).setProducerId(5))
                        .errorCode());
    }

    @Test
    void brokerThatCannotGiveAnIdNowIsAskedAgain() {
        broker.failing(ErrorCode.NO_LEADER);

        assertEquals(
                Errors.COORDINATOR_LOAD_IN_PROGRESS.code(),
                init(new InitProducerIdRequestData().setTransactionalId(null)).errorCode());
    }

    @Test
    void producersOfAPartitionAreListed() {
        DescribeProducersResponseData.PartitionResponse partition = describe();
        DescribeProducersResponseData.ProducerState producer =
                partition.activeProducers().getFirst();

        assertEquals(1L << 33, producer.producerId());
        assertEquals(2, producer.producerEpoch());
        assertEquals(3, producer.lastSequence());
        assertEquals(4, producer.lastTimestamp());
        assertEquals(-1, producer.currentTxnStartOffset());
    }

    @Test
    void producersOfAPartitionThatIsLedElsewhereAreToBeHadThere() {
        broker.failing(ErrorCode.NOT_LEADER);
        assertEquals(Errors.NOT_LEADER_OR_FOLLOWER.code(), describe().errorCode());
        broker.failing(ErrorCode.NO_LEADER);
        assertEquals(Errors.NOT_LEADER_OR_FOLLOWER.code(), describe().errorCode());
    }

    private InitProducerIdResponseData init(InitProducerIdRequestData request) {
        return Wire.call(InitProducerIdResponseData.class, new InitProducerIdApi(broker), request, 5);
    }

    private DescribeProducersResponseData.PartitionResponse describe() {
        DescribeProducersRequestData request = new DescribeProducersRequestData();
        request.topics()
                .add(new DescribeProducersRequestData.TopicRequest()
                        .setName("orders")
                        .setPartitionIndexes(List.of(0)));
        return Wire.call(DescribeProducersResponseData.class, new DescribeProducersApi(broker), request, 0)
                .topics()
                .getFirst()
                .partitions()
                .getFirst();
    }
}
