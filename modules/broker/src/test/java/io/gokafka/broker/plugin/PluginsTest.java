package io.gokafka.broker.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.config.ConfigException;
import io.gokafka.api.config.Settings;
import io.gokafka.api.storage.StorageProvider;
import io.gokafka.api.transport.TransportException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Plugins of jars without descriptors; {@link PluginModulesTest} has those with one, in a process that runs on modules. */
class PluginsTest {
    @TempDir
    Path temp;

    private Path plugins;

    @BeforeEach
    void makePluginFolder() throws IOException {
        plugins = Files.createDirectory(temp.toRealPath().resolve("plugins"));
    }

    @Test
    void pluginIsFoundInTheFolderOfItsName() throws IOException {
        TestPlugins.automaticStorage(temp, plugins.resolve("storage-made"), "made");

        Plugins found = Plugins.discover(List.of(plugins));

        assertEquals("made", found.storage("made").name());
        PluginInfo expected = new PluginInfo(
                Optional.of(PluginKind.STORAGE),
                "made",
                "1.2.3",
                plugins.resolve("storage-made").toString(),
                Optional.empty());
        assertTrue(found.list().contains(expected), () -> found.list().toString());
    }

    @Test
    void pluginInAFolderOfAnotherNameIsFoundToo() throws IOException {
        TestPlugins.automaticStorage(temp, plugins.resolve("acme"), "made");

        assertEquals("made", Plugins.discover(List.of(plugins)).storage("made").name());
    }

    @Test
    void otherFoldersAreNotOpenedWhenThePluginIsInTheFolderOfItsName() throws IOException {
        String mark = "gokafka.test.opened";
        System.clearProperty(mark);
        TestPlugins.automaticStorage(temp, plugins.resolve("storage-made"), "made");
        TestPlugins.automaticStorage(
                temp, plugins.resolve("storage-other"), "other", "System.setProperty(\"" + mark + "\", \"\");");

        Plugins found = Plugins.discover(List.of(plugins));
        found.storage("made");
        assertNull(System.getProperty(mark));

        found.storage("other");
        assertEquals("", System.getProperty(mark));
        System.clearProperty(mark);
    }

    @Test
    void unknownNameListsWhatThereIsAndWhereItWasLookedFor() throws IOException {
        TestPlugins.automaticStorage(temp, plugins.resolve("storage-made"), "made");
        Plugins found = Plugins.discover(List.of(plugins));

        String message = refused(() -> found.storage("mad"));

        assertTrue(message.startsWith("there is no storage plugin named 'mad'; available: "), message);
        assertTrue(message.contains("made"), message);
        assertTrue(message.contains(plugins.toString()), message);
    }

    @Test
    void twoPluginsOfOneNameAreAnErrorThatNamesBothFolders() throws IOException {
        TestPlugins.automaticStorage(temp, plugins.resolve("one"), "made");
        TestPlugins.automaticStorage(temp, plugins.resolve("two"), "made");
        Plugins found = Plugins.discover(List.of(plugins));

        String message = refused(() -> found.storage("made"));

        assertEquals(
                "there are 2 storage plugins named 'made': in " + plugins.resolve("one") + " and in "
                        + plugins.resolve("two") + "; remove all but one",
                message);
    }

    @Test
    void folderOfOneNameInTwoPluginFoldersIsAnError() throws IOException {
        Path more = temp.resolve("more");
        TestPlugins.automaticStorage(temp, plugins.resolve("storage-made"), "made");
        TestPlugins.automaticStorage(temp, more.resolve("storage-made"), "made");

        Plugins found = Plugins.discover(List.of(plugins, more));

        String message = refused(() -> found.storage("made"));
        assertTrue(message.contains("there are 2 storage plugins named 'made'"), message);
    }

    @Test
    void pluginFolderGivenTwiceIsOne() throws IOException {
        TestPlugins.automaticStorage(temp, plugins.resolve("storage-made"), "made");

        Plugins found = Plugins.discover(List.of(plugins, plugins.resolve("../plugins")));

        assertEquals("made", found.storage("made").name());
    }

    @Test
    void brokenFolderIsAnErrorOnlyWhenItIsNeeded() throws IOException {
        Path broken = Files.createDirectory(plugins.resolve("storage-broken"));
        Files.writeString(broken.resolve("broken.jar"), "this is not a jar");
        TestPlugins.automaticStorage(temp, plugins.resolve("acme"), "made");
        Plugins found = Plugins.discover(List.of(plugins));

        assertEquals("made", found.storage("made").name());

        String message = refused(() -> found.storage("broken"));
        assertTrue(message.startsWith("plugin folder " + broken + " is broken: "), message);

        PluginInfo info =
                found.list().stream().filter(PluginInfo::isBroken).findFirst().orElseThrow();
        assertEquals("storage-broken", info.name());
        assertEquals(Optional.of(message), info.problem());
    }

    @Test
    void unknownNameTellsOfFoldersThatCouldNotBeRead() throws IOException {
        Path broken = Files.createDirectory(plugins.resolve("acme"));
        Files.writeString(broken.resolve("broken.jar"), "this is not a jar");
        Plugins found = Plugins.discover(List.of(plugins));

        String message = refused(() -> found.storage("made"));

        assertTrue(message.contains("; not readable: plugin folder " + broken), message);
    }

    @Test
    void constructorThatFailsIsToldInOneSentence() throws IOException {
        Path folder = plugins.resolve("storage-made");
        TestPlugins.automaticStorage(temp, folder, "made", "if (true) throw new IllegalStateException(\"no luck\");");
        Plugins found = Plugins.discover(List.of(plugins));

        String message = refused(() -> found.storage("made"));

        assertTrue(message.startsWith("a storage plugin of " + folder + " cannot be loaded: "), message);
        assertTrue(message.endsWith("no luck"), message);
    }

    @Test
    void libraryThatIsMissingIsNamed() throws IOException {
        Path library = new TestJar(temp)
                .source("lib/Library.java", "package lib; public class Library { public static void use() {} }")
                .writeTo(temp.resolve("library.jar"));
        Path folder = plugins.resolve("storage-made");
        new TestJar(temp)
                .source("plugin/test/TestStorage.java", TestPlugins.storageSource("made", "lib.Library.use();"))
                .service(StorageProvider.class, TestPlugins.CLASS)
                .options("-classpath", TestJar.api() + File.pathSeparator + library)
                .writeTo(folder.resolve("test-plugin.jar"));

        String message = refused(() -> Plugins.discover(List.of(plugins)).storage("made"));
        assertTrue(
                message.contains(folder.toString()) && message.contains("NoClassDefFoundError lib/Library"), message);

        Files.copy(library, folder.resolve("library.jar"));
        assertEquals("made", Plugins.discover(List.of(plugins)).storage("made").name());
    }

    @Test
    void contextClassLoaderIsThePluginsDuringItsCallsAndTheCallersAfterwards() throws IOException {
        TestPlugins.automaticStorage(temp, plugins.resolve("storage-made"), "made");
        ClassLoader before = Thread.currentThread().getContextClassLoader();

        List<String> seen = Plugins.discover(List.of(plugins)).storage("made").settings().stream()
                .map(key -> key.name() + "=" + key.defaultText())
                .toList();

        assertEquals(List.of("constructed-in-context=true", "called-in-context=true"), seen);
        assertSame(before, Thread.currentThread().getContextClassLoader());
    }

    @Test
    void pluginsDoNotSeeEachOther() throws IOException {
        TestPlugins.automaticStorage(temp, plugins.resolve("storage-one"), "one");
        TestPlugins.automaticStorage(temp, plugins.resolve("storage-two"), "two");

        Plugins found = Plugins.discover(List.of(plugins));

        assertEquals("one", found.storage("one").name());
        assertEquals("two", found.storage("two").name());
    }

    @Test
    void bothEndsOfATransportComeFromOneFolder() throws IOException {
        TestPlugins.automaticTransport(temp, plugins.resolve("transport-made"), "made");
        Plugins found = Plugins.discover(List.of(plugins));

        assertEquals("made", found.transport("made").name());
        assertEquals("made", found.clientTransport("made").name());
        assertThrows(
                TransportException.class, () -> found.clientTransport("made").open(Settings.defaults()));
        List<PluginInfo> own = found.list().stream()
                .filter(info -> info.location().startsWith(plugins.toString()))
                .toList();
        assertEquals(2, own.size());
        assertEquals("2.0", own.getFirst().version());
    }

    @Test
    void pluginFolderThatDoesNotExistIsAnError() {
        Path missing = temp.resolve("missing");

        String message = refused(() -> Plugins.discover(List.of(missing)));

        assertTrue(message.contains(missing.toString()) && message.contains("plugin-dirs"), message);
    }

    @Test
    void foldersWithoutJarsAndStrayJarsAreNoPlugins() throws IOException {
        Files.createDirectories(plugins.resolve("empty"));
        Files.writeString(plugins.resolve("stray.jar"), "not even a jar");

        assertFalse(Plugins.discover(List.of(plugins)).list().stream().anyMatch(PluginInfo::isBroken));
    }

    /** What the operator is told. */
    private static String refused(Executable action) {
        return String.valueOf(assertThrows(ConfigException.class, action).getMessage());
    }
}
