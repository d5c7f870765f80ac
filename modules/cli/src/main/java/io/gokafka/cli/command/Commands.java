package io.gokafka.cli.command;

import io.gokafka.cli.args.Suggestions;
import io.gokafka.cli.error.CliException;
import java.util.List;
import java.util.Optional;

/** The commands that there are. Only the one that is asked for is made, as reflection costs start-up time. */
public final class Commands {
    /** In the order of help. */
    public static final List<CommandSpec> ALL = List.of(
            new CommandSpec("cluster", "", "start several brokers on this machine, as one cluster"),
            new CommandSpec("server", "", "start a broker"),
            new CommandSpec("join", "ADDRESS", "start a broker and join the cluster that this address belongs to"),
            new CommandSpec("produce", "[BOOTSTRAP] TOPIC [PARTITION] [VALUE]", "write records to a topic"),
            new CommandSpec("consume", "[BOOTSTRAP] TOPIC [PARTITION]", "read records from a topic"),
            new CommandSpec("topics create", "NAME", "create a topic"),
            new CommandSpec("topics list", "", "list the topics"),
            new CommandSpec("topics describe", "NAME", "show a topic's partitions, leaders, offsets and settings"),
            new CommandSpec("topics settings", "NAME", "show all settings of a topic, and where they come from"),
            new CommandSpec("topics alter", "NAME", "change a topic's settings, and how many partitions it has"),
            new CommandSpec("topics move", "NAME", "move a partition to other brokers, or give up a move"),
            new CommandSpec("topics moves", "", "list the partitions that are being moved"),
            new CommandSpec("topics elect-leaders", "[NAME]", "make preferred replicas leaders, of one topic or all"),
            new CommandSpec("topics producers", "NAME", "list the idempotent producers that a partition remembers"),
            new CommandSpec("topics delete-records", "NAME", "delete the oldest records of a partition for good"),
            new CommandSpec("topics delete", "NAME", "delete a topic and its data for good"),
            new CommandSpec("groups list", "", "list the consumer groups"),
            new CommandSpec("groups describe", "NAME", "show a group's members, committed offsets and lag"),
            new CommandSpec("groups reset", "NAME", "change where a group goes on reading"),
            new CommandSpec("groups delete-offsets", "NAME", "forget where a group goes on reading a topic"),
            new CommandSpec("groups remove-member", "NAME", "take a member out of a group"),
            new CommandSpec("groups delete", "NAME", "forget a group without members, and its offsets"),
            new CommandSpec("brokers list", "", "list the brokers of the cluster"),
            new CommandSpec("brokers describe", "ID", "show a broker's version, plugins, replicas and disk use"),
            new CommandSpec("brokers logs", "ID", "show what each log of a broker takes on its disk"),
            new CommandSpec("brokers remove", "ID", "take a broker out of the cluster for good"),
            new CommandSpec("storage inspect", "DIR", "show what is in a stopped broker's data directory"),
            new CommandSpec("storage verify", "DIR", "read all of a stopped broker's data, and show what is damaged"),
            new CommandSpec("storage dump", "DIR", "show the batches of one log of a stopped broker"),
            new CommandSpec("storage convert", "DIR", "convert a stopped broker's data to another storage plugin"),
            new CommandSpec("plugins list", "", "list the plugins that are installed; needs no cluster"),
            new CommandSpec("version", "", "show the version"),
            new CommandSpec("help", "[COMMAND]", "show what a command does and its flags"));

    private Commands() {}

    /** Makes a command. */
    public static Command create(CommandSpec spec) {
        return switch (spec.name()) {
            case "cluster" -> new ClusterCommand();
            case "server" -> new ServerCommand();
            case "join" -> new JoinCommand();
            case "produce" -> new ProduceCommand();
            case "consume" -> new ConsumeCommand();
            case "topics create" -> new TopicsCreateCommand();
            case "topics list" -> new TopicsListCommand();
            case "topics describe" -> new TopicsDescribeCommand();
            case "topics settings" -> new TopicsSettingsCommand();
            case "topics alter" -> new TopicsAlterCommand();
            case "topics move" -> new TopicsMoveCommand();
            case "topics moves" -> new TopicsMovesCommand();
            case "topics elect-leaders" -> new TopicsElectLeadersCommand();
            case "topics producers" -> new TopicsProducersCommand();
            case "topics delete-records" -> new TopicsDeleteRecordsCommand();
            case "topics delete" -> new TopicsDeleteCommand();
            case "groups list" -> new GroupsListCommand();
            case "groups describe" -> new GroupsDescribeCommand();
            case "groups reset" -> new GroupsResetCommand();
            case "groups delete-offsets" -> new GroupsDeleteOffsetsCommand();
            case "groups remove-member" -> new GroupsRemoveMemberCommand();
            case "groups delete" -> new GroupsDeleteCommand();
            case "brokers list" -> new BrokersListCommand();
            case "brokers describe" -> new BrokersDescribeCommand();
            case "brokers logs" -> new BrokersLogsCommand();
            case "brokers remove" -> new BrokersRemoveCommand();
            case "storage inspect" -> new StorageInspectCommand();
            case "storage verify" -> new StorageVerifyCommand();
            case "storage dump" -> new StorageDumpCommand();
            case "storage convert" -> new StorageConvertCommand();
            case "plugins list" -> new PluginsListCommand();
            case "version" -> new VersionCommand();
            case "help" -> new HelpCommand();
            default -> throw new IllegalArgumentException(spec.name());
        };
    }

    /**
     * The command that some words begin with.
     *
     * @throws CliException that lists what there is
     */
    public static CommandSpec named(List<String> words) {
        String first = words.getFirst();
        Optional<CommandSpec> single = find(first);
        if (single.isPresent()) {
            return single.get();
        }
        List<String> within = under(first);
        if (within.isEmpty()) {
            throw unknown(first);
        }
        if (words.size() < 2) {
            throw CliException.usage("'" + first + "' needs one of " + String.join(", ", within)
                    + " behind it; see 'gokafka help " + first + "'");
        }
        return find(first + " " + words.get(1)).orElseThrow(() -> unknownWithin(first, words.get(1), within));
    }

    /** The commands whose name is a word, or begins with it: all that {@code help topics} is about. */
    public static List<CommandSpec> about(String word) {
        return ALL.stream()
                .filter(spec -> spec.name().equals(word) || spec.name().startsWith(word + " "))
                .toList();
    }

    private static Optional<CommandSpec> find(String name) {
        return ALL.stream().filter(spec -> spec.name().equals(name)).findFirst();
    }

    private static List<String> under(String group) {
        return ALL.stream()
                .map(CommandSpec::name)
                .filter(name -> name.startsWith(group + " "))
                .map(name -> name.substring(group.length() + 1))
                .toList();
    }

    private static CliException unknown(String word) {
        List<String> firsts =
                ALL.stream().map(spec -> spec.name().split(" ")[0]).distinct().toList();
        if (word.startsWith("-")) {
            return CliException.usage("a command comes before its flags, and '" + word + "' is none; commands are "
                    + String.join(", ", firsts) + "; see 'gokafka help'");
        }
        return CliException.usage("unknown command '" + word + "'" + Suggestions.didYouMean(word, firsts)
                + "; commands are " + String.join(", ", firsts) + "; see 'gokafka help'");
    }

    private static CliException unknownWithin(String group, String word, List<String> within) {
        return CliException.usage("unknown command '" + group + " " + word + "'"
                + Suggestions.didYouMean(word, within) + "; '" + group + "' has " + String.join(", ", within)
                + "; see 'gokafka help " + group + "'");
    }
}
