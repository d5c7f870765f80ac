package io.gokafka.harness.fault;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All kinds of faults, by name. */
public final class Faults {
    /** Names for several of them. */
    private static final List<String> GROUPS = List.of("all", "none", "process", "network", "disk", "cluster");

    private Faults() {}

    /** Every kind. */
    public static List<Fault> all() {
        return Stream.of(ProcessFaults.all(), NetworkFaults.all(), DiskFaults.all(), ClusterFaults.all())
                .flatMap(List::stream)
                .toList();
    }

    /**
     * Some kinds.
     *
     * @param names names of faults or groups of them, {@code all} or {@code none}, separated by commas; one with a minus before
     *     it is left out
     * @throws IllegalArgumentException that says which names there are
     */
    public static List<Fault> named(String names) {
        Set<Fault> chosen = new LinkedHashSet<>();
        for (String name : names.split(",", -1)) {
            String plain = name.strip();
            if (plain.startsWith("-")) {
                chosen.removeAll(group(plain.substring(1)));
            } else {
                chosen.addAll(group(plain));
            }
        }
        return new ArrayList<>(chosen);
    }

    private static List<Fault> group(String name) {
        return switch (name) {
            case "all" -> all();
            case "none" -> List.of();
            case "process" -> ProcessFaults.all();
            case "network" -> NetworkFaults.all();
            case "disk" -> DiskFaults.all();
            case "cluster" -> ClusterFaults.all();
            default ->
                List.of(all().stream()
                        .filter(f -> f.name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("no fault is called '" + name + "'; there are "
                                + String.join(", ", GROUPS) + ", "
                                + all().stream().map(Fault::name).collect(Collectors.joining(", ")))));
        };
    }
}
