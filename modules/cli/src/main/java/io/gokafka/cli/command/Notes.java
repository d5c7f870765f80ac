package io.gokafka.cli.command;

/** What help has to say of a command beyond its flags. */
final class Notes {
    private Notes() {}

    /** A paragraph and an empty line, or nothing. */
    static String of(String command) {
        return switch (command) {
            case "server" -> """
                Without flags it starts a single broker on its defaults. Flags may be written -grpc_addr, too.

                  gokafka server --id node1 --data-dir ./data/node1

                """;
            case "join" -> """
                Any member's address will do, gRPC or HTTP. A broker that is a member already needs no join.

                  gokafka join 127.0.0.1:9092 --id node2 --grpc-addr 127.0.0.1:9093 \\
                      --raft-addr 127.0.0.1:19093 --http-addr 127.0.0.1:8081

                """;
            case "produce" -> """
                A first argument that is an address (host:port) is the bootstrap server; a number behind the topic is the
                partition. Without VALUE and --file, each line of standard input is a record, byte for byte.

                  gokafka produce 127.0.0.1:9092 orders 0 "first message"
                  gokafka produce --topic orders --key-separator : --file orders.txt

                """;
            case "consume" -> """
                A first argument that is an address (host:port) is the bootstrap server. It ends at the last record that
                there was at the start, unless told to --follow. Values are written byte for byte, a line feed after each.
                Templates: %t topic, %p partition, %o offset, %T timestamp in ms, %D time, %k key, %h headers, %v value,
                %% a percent sign, \\t \\n \\r \\0 \\\\; names of fields are separated by commas, and shown with tabs between.

                  gokafka consume 127.0.0.1:9092 orders 0
                  gokafka consume --topic orders --group billing --follow --format '%p %o %k %v'

                """;
            case "topics create" -> """
                  gokafka topics create orders --partitions 6 --replication-factor 3 --config retention.ms=86400000
                  gokafka topics create audit --replicas node1,node2 --replicas node2,node3

                """;
            case "topics alter" -> """
                  gokafka topics alter orders --config retention.ms=86400000 --delete-config segment.ms --partitions 12

                """;
            case "topics move" -> """
                The partition is read and written as usual meanwhile.

                  gokafka topics move orders --partition 0 --to node2,node3,node4

                """;
            case "groups reset" -> """
                The group must have no members.

                  gokafka groups reset billing --topic orders --to -1h --dry-run

                """;
            case "brokers remove" -> """
                Its replicas are placed on other brokers first, as far as there are enough.

                """;
            case "storage inspect" -> """
                DIR is the folder that the broker's data-dir names. Nothing is changed there.

                  gokafka storage inspect ./data/node1
                  gokafka storage inspect ./data/node1 --log orders-0 --segments

                """;
            case "storage verify" -> """
                DIR is the folder that the broker's data-dir names. Nothing is changed there. It ends with 1 when anything is
                damaged; what a crash leaves behind, and the next start clears up, is shown and is no damage.

                  gokafka storage verify ./data/node1

                """;
            case "storage dump" -> """
                DIR is the folder that the broker's data-dir names. Nothing is changed there. First the log's vote and snapshot,
                then one line a batch; with --records, each record behind its batch, in the formats of 'consume'.

                  gokafka storage dump ./data/node1 --log orders-0 --from-offset 1000 --max 10 --records

                """;
            case "storage convert" -> """
                DIR is the folder that the broker's data-dir names. It may be ended at any time, by force too, and goes on when
                it is started again; until it is done, the broker's data is the old data. Everything is read back and compared.
                The old data is kept beside the new until it is deleted.

                  gokafka storage convert --from file --to rocksdb ./data/node1

                """;
            default -> "";
        };
    }
}
