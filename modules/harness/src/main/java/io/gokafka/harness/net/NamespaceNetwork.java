package io.gokafka.harness.net;

import io.gokafka.harness.Shell;
import io.gokafka.harness.net.Restriction.Blocked;
import io.gokafka.harness.net.Restriction.Lossy;
import io.gokafka.harness.net.Restriction.Slow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Each broker in a network namespace of its own, all joined by a bridge in the namespace of the harness, which is itself cut off
 * from the machine's network. Packets are dropped by nftables, and delayed by a token bucket of {@code tc}.
 *
 * <p>Everything is gone when the processes in it are.
 */
public final class NamespaceNetwork implements Network {
    private static final String CLIENTS_IP = "10.77.0.254";

    private final List<Integer> numbers = new ArrayList<>();
    private final Set<Ability> abilities = EnumSet.of(Ability.CUT, Ability.CUT_ONE_WAY);
    private List<Restriction> applied = List.of();

    /** Sets up the bridge; the process must be in a network namespace that it may change. */
    public NamespaceNetwork() throws IOException {
        Shell.run("ip", "link", "set", "lo", "up");
        Shell.run("ip", "link", "add", "br0", "type", "bridge");
        Shell.run("ip", "addr", "add", CLIENTS_IP + "/24", "dev", "br0");
        Shell.run("ip", "link", "set", "br0", "up");
    }

    /** Why this machine, or this user, cannot have one; empty when it can. */
    public static Optional<String> obstacle() {
        if (!Shell.succeeds("ip", "-V")) {
            return Optional.of("there is no ip command (Debian's iproute2)");
        }
        if (!Shell.succeeds("nft", "--version")) {
            return Optional.of("there is no nft command (Debian's nftables)");
        }
        return Optional.empty();
    }

    @Override
    public String name() {
        return "network namespaces";
    }

    @Override
    public Set<Ability> abilities() {
        return Set.copyOf(abilities);
    }

    @Override
    public synchronized Place add(int number) throws IOException {
        String name = namespace(number);
        boolean first = numbers.isEmpty();
        Shell.run("ip", "netns", "add", name);
        numbers.add(number); // from here on there is something to take away
        Shell.run("ip", "link", "add", "v" + number, "type", "veth", "peer", "name", "eth0", "netns", name);
        Shell.run("ip", "link", "set", "v" + number, "master", "br0", "up");
        Shell.run("ip", "-n", name, "link", "set", "lo", "up");
        Shell.run("ip", "-n", name, "addr", "add", ip(number) + "/24", "dev", "eth0");
        Shell.run("ip", "-n", name, "link", "set", "eth0", "up");
        if (first) {
            tryOut(name);
        }
        return new Place(
                number,
                List.of("ip", "netns", "exec", name),
                Listener.at(ip(number) + ":9092"),
                Listener.at(ip(number) + ":29092"),
                Listener.at(ip(number) + ":19092"),
                Listener.at(ip(number) + ":8080"));
    }

    /** Which kernels can what differs. */
    private void tryOut(String name) throws IOException {
        Shell.run(rules("ip daddr " + CLIENTS_IP + " accept", ""), in(name, "nft", "-f", "-"));
        if (succeeds(
                rules("ip daddr " + CLIENTS_IP + " numgen random mod 100 < 0 drop", ""), in(name, "nft", "-f", "-"))) {
            abilities.add(Ability.LOSS);
        }
        if (succeeds("", in(name, bucket(1_000)))) {
            abilities.add(Ability.SLOW);
            Shell.run("", in(name, "tc", "qdisc", "del", "dev", "eth0", "root"));
        }
        Shell.run(rules("", ""), in(name, "nft", "-f", "-"));
    }

    private static boolean succeeds(String input, List<String> command) {
        try {
            Shell.run(input, command);
            return true;
        } catch (IOException e) {
            return false; // that is the answer
        }
    }

    @Override
    public synchronized void restrict(List<Restriction> restrictions) throws IOException {
        Set<Restriction> before = new HashSet<>(applied);
        Set<Restriction> after = new HashSet<>(restrictions);
        for (int number : numbers) {
            if (!concerning(number, before).equals(concerning(number, after))) {
                apply(number, concerning(number, after));
            }
        }
        applied = List.copyOf(restrictions);
    }

    /** What a broker sends, and what clients send to it, is dropped in its own namespace. */
    private static Set<Restriction> concerning(int number, Set<Restriction> all) {
        Set<Restriction> found = new HashSet<>();
        for (Restriction restriction : all) {
            if (restriction.from() == number
                    || (restriction instanceof Blocked(int from, int to) && from == Restriction.CLIENTS && to == number)
                    || (restriction instanceof Lossy(int sender, int receiver, int percent)
                            && sender == Restriction.CLIENTS
                            && receiver == number)) {
                found.add(restriction);
            }
        }
        return found;
    }

    private void apply(int number, Set<Restriction> restrictions) throws IOException {
        StringBuilder out = new StringBuilder();
        StringBuilder in = new StringBuilder();
        int kbit = 0;
        for (Restriction restriction : restrictions) {
            StringBuilder chain = restriction.from() == number ? out : in;
            switch (restriction) {
                case Blocked(int from, int to) ->
                    chain.append(match(from, to, number)).append(" drop\n");
                case Lossy(int from, int to, int percent) ->
                    chain.append(match(from, to, number)).append(" numgen random mod 100 < " + percent + " drop\n");
                case Slow(int from, int rate) -> kbit = kbit == 0 ? rate : Math.min(kbit, rate);
            }
        }
        Shell.run(rules(out.toString(), in.toString()), in(namespace(number), "nft", "-f", "-"));
        if (kbit > 0) {
            Shell.run("", in(namespace(number), bucket(kbit)));
        } else if (abilities.contains(Ability.SLOW)) {
            succeeds(
                    "", in(namespace(number), "tc", "qdisc", "del", "dev", "eth0", "root")); // fails when there is none
        }
    }

    private static String match(int from, int to, int number) {
        return from == number ? "ip daddr " + ip(to) : "ip saddr " + ip(from);
    }

    private static String rules(String out, String in) {
        return """
                table inet faults
                delete table inet faults
                table inet faults {
                  chain out { type filter hook output priority 0;
                %s
                  }
                  chain in { type filter hook input priority 0;
                %s
                  }
                }
                """.formatted(out, in);
    }

    private static String[] bucket(int kbit) {
        return new String[] {
            "tc",
            "qdisc",
            "replace",
            "dev",
            "eth0",
            "root",
            "tbf",
            "rate",
            kbit + "kbit",
            "burst",
            "16kb",
            "latency",
            "400ms"
        };
    }

    private static List<String> in(String namespace, String... command) {
        List<String> all = new ArrayList<>(List.of("ip", "netns", "exec", namespace));
        all.addAll(List.of(command));
        return all;
    }

    private static String namespace(int number) {
        return "n" + number;
    }

    private static String ip(int place) {
        return place == Restriction.CLIENTS ? CLIENTS_IP : "10.77.0." + place;
    }

    @Override
    public synchronized void close() throws IOException {
        for (int number : numbers) {
            // The kernel takes the links of a deleted namespace away later, perhaps too late for the next network's.
            succeeds("", List.of("ip", "link", "del", "v" + number)); // fails when setting it up had failed
            Shell.run("ip", "netns", "del", namespace(number));
        }
        Shell.run("ip", "link", "del", "br0");
    }
}
