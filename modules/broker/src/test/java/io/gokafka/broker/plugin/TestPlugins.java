package io.gokafka.broker.plugin;

import io.gokafka.api.storage.StorageProvider;
import io.gokafka.api.transport.ClientTransportProvider;
import io.gokafka.api.transport.TransportProvider;
import java.io.IOException;
import java.nio.file.Path;

/** Makes plugins. */
final class TestPlugins {
    /** The class of each storage made here; its settings tell whether its context class loader was right. */
    static final String CLASS = "plugin.test.TestStorage";

    private TestPlugins() {}

    /** Source of a storage provider with that class and name; {@code constructor} is the body of its constructor. */
    static String storageSource(String name, String constructor) {
        return """
            package plugin.test;

            import io.gokafka.api.config.ConfigKey;
            import io.gokafka.api.storage.*;
            import java.util.List;

            public final class TestStorage implements StorageProvider {
                private final boolean contextAtConstruction;

                public TestStorage() {
                    contextAtConstruction = inContext();
                    %s
                }

                @Override
                public String name() {
                    return "%s";
                }

                @Override
                public List<ConfigKey<?>> settings() {
                    return List.of(
                            ConfigKey.flag("constructed-in-context", contextAtConstruction, ""),
                            ConfigKey.flag("called-in-context", inContext(), ""));
                }

                @Override
                public Storage open(StorageContext context) {
                    throw new StorageException("a test");
                }

                private static boolean inContext() {
                    return Thread.currentThread().getContextClassLoader() == TestStorage.class.getClassLoader();
                }
            }
            """.formatted(constructor, name);
    }

    /** Writes a storage plugin without a module descriptor, as most third-party jars are. */
    static void automaticStorage(Path temp, Path folder, String name) throws IOException {
        automaticStorage(temp, folder, name, "");
    }

    static void automaticStorage(Path temp, Path folder, String name, String constructor) throws IOException {
        new TestJar(temp)
                .source("plugin/test/TestStorage.java", storageSource(name, constructor))
                .service(StorageProvider.class, CLASS)
                .version("1.2.3")
                .writeTo(folder.resolve("test-plugin.jar"));
    }

    /** Writes both ends of a transport. */
    static void automaticTransport(Path temp, Path folder, String name) throws IOException {
        new TestJar(temp)
                .source("plugin/test/Server.java", """
                    package plugin.test;

                    import io.gokafka.api.config.ConfigKey;
                    import io.gokafka.api.transport.*;
                    import java.util.List;

                    public final class Server implements TransportProvider {
                        public String name() {
                            return "%s";
                        }

                        public List<ConfigKey<?>> settings() {
                            return List.of();
                        }

                        public Transport start(TransportContext context) {
                            throw new TransportException("a test", null);
                        }
                    }
                    """.formatted(name))
                .source("plugin/test/Client.java", """
                    package plugin.test;

                    import io.gokafka.api.config.Settings;
                    import io.gokafka.api.transport.*;

                    public final class Client implements ClientTransportProvider {
                        public String name() {
                            return "%s";
                        }

                        public ClientTransport open(Settings settings) {
                            throw new TransportException("a test", null);
                        }
                    }
                    """.formatted(name))
                .service(TransportProvider.class, "plugin.test.Server")
                .service(ClientTransportProvider.class, "plugin.test.Client")
                .writeTo(folder.resolve("transport-plugin-2.0.jar"));
    }
}
