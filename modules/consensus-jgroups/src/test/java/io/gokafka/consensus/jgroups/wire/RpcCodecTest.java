package io.gokafka.consensus.jgroups.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gokafka.api.BrokerId;
import io.gokafka.consensus.jgroups.rules.Canvassing.Kind;
import io.gokafka.consensus.jgroups.rules.Canvassing.Verdict;
import io.gokafka.consensus.jgroups.rules.LogEnd;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RpcCodecTest {
    private static final List<Rpc> EXAMPLES = List.of(
            new Rpc.Append(1, 2, 3, 4, 5, 6, true),
            new Rpc.Ack(1, 2, 3, true),
            new Rpc.Nack(1, 2, 3),
            new Rpc.Install(
                    1, 2, new Rpc.Install.Head(3, 4, 5, 6, 7, 8, List.of(new BrokerId("x"), new BrokerId("y")), 9), 1),
            new Rpc.InstallAck(1, 2, 3),
            new Rpc.Canvass(1, Kind.FIRST_VOTE),
            new Rpc.Ballot(
                    1,
                    2,
                    Kind.VOTE,
                    Verdict.LED,
                    new LogEnd(3, 4),
                    List.of(new BrokerId("v")),
                    Optional.of(new BrokerId("z"))),
            new Rpc.Elected(1),
            new Rpc.Ask(1),
            new Rpc.Hint(1, Optional.empty()),
            new Rpc.Resign(1, true));

    @Test
    void everyMessageIsReadAsItWasWritten() throws IOException {
        for (Rpc example : EXAMPLES) {
            assertEquals(example, RpcCodec.decode(RpcCodec.encode(example)));
        }
    }

    @Test
    void garbageIsAnErrorAndNothingElse() {
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            byte[] bytes = RpcCodec.encode(EXAMPLES.get(i % EXAMPLES.size()));
            for (int flips = 0; flips < 3; flips++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            try {
                RpcCodec.decode(bytes);
            } catch (IOException expected) {
                // refused, as damaged bytes may be
            }
        }
        assertThrows(IOException.class, () -> RpcCodec.decode(new byte[] {9, 9, 9}));
        assertThrows(IOException.class, () -> RpcCodec.decode(new byte[0]));
    }
}
