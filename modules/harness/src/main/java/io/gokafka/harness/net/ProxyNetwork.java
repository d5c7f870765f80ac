package io.gokafka.harness.net;

import io.gokafka.harness.net.proxy.Gates;
import io.gokafka.harness.net.proxy.Ports;
import io.gokafka.harness.net.proxy.Proxy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All brokers on loopback, with proxies of our own before their services; for machines without namespaces. What is blocked is not
 * lost but waits, as TCP retransmits across a cut; new connections are accepted and made once both directions are open.
 *
 * <p><b>What it cannot do.</b> Connections of replication say which broker made them. Those to the gRPC and the Kafka service do
 * not: all are taken for clients' ({@link Restriction#CLIENTS}), also those that brokers make to each other, so a cut between
 * brokers does not concern them. HTTP is not restricted at all. Single packets cannot be lost.
 */
public final class ProxyNetwork implements Network {
    private static final String HOST = "127.0.0.1:";

    private final Gates gates = new Gates();
    private final Ports ports = new Ports();
    private final List<Proxy> proxies = new ArrayList<>();
    private final Map<Integer, Integer> placesByRaftPort = new ConcurrentHashMap<>(); // proxies read it

    @Override
    public String name() {
        return "proxies on loopback (gRPC between brokers counts as clients')";
    }

    @Override
    public Set<Ability> abilities() {
        return Set.of(Ability.CUT, Ability.CUT_ONE_WAY, Ability.SLOW);
    }

    @Override
    public Place add(int number) throws IOException {
        int grpc = ports.next();
        int kafka = ports.next();
        int raft = ports.next();
        Proxy raftProxy = open(Proxy.forRaft(raft, number, gates, this::placeOf));
        placesByRaftPort.put(raftProxy.port(), number);
        return new Place(
                number,
                List.of(),
                behind(grpc, open(Proxy.forClients(grpc, number, gates))),
                behind(kafka, open(Proxy.forClients(kafka, number, gates))),
                behind(raft, raftProxy),
                Listener.at(HOST + ports.next()));
    }

    private Proxy open(Proxy proxy) {
        proxies.add(proxy);
        return proxy;
    }

    private static Listener behind(int port, Proxy proxy) {
        return new Listener(HOST + port, HOST + proxy.port());
    }

    private OptionalInt placeOf(int raftPort) {
        Integer place = placesByRaftPort.get(raftPort);
        return place == null ? OptionalInt.empty() : OptionalInt.of(place);
    }

    @Override
    public void restrict(List<Restriction> restrictions) {
        gates.restrict(restrictions);
    }

    @Override
    public void close() throws IOException {
        for (Proxy proxy : proxies) {
            proxy.close();
        }
    }
}
