package io.gokafka.broker.plugin;

import io.gokafka.api.consensus.ConsensusProvider;
import io.gokafka.api.storage.StorageProvider;
import io.gokafka.api.transport.ClientTransportProvider;
import io.gokafka.api.transport.TransportProvider;

/** What a plugin can be. */
public enum PluginKind {
    STORAGE("storage", "storage", StorageProvider.class),
    CONSENSUS("consensus", "consensus", ConsensusProvider.class),
    TRANSPORT("transport", "transport", TransportProvider.class),
    /** The client's end of a transport; it lives in the same folder as the server's end. */
    CLIENT_TRANSPORT("client transport", "transport", ClientTransportProvider.class);

    private final String title;
    private final String folderPrefix;
    private final Class<?> spi;

    PluginKind(String title, String folderPrefix, Class<?> spi) {
        this.title = title;
        this.folderPrefix = folderPrefix;
        this.spi = spi;
    }

    /** The folder in which a plugin of this name is looked up first. */
    String folderName(String pluginName) {
        return folderPrefix + "-" + pluginName;
    }

    Class<?> spi() {
        return spi;
    }

    /** What a provider of this kind calls itself. */
    String nameOf(Object provider) {
        return switch (this) {
            case STORAGE -> ((StorageProvider) provider).name();
            case CONSENSUS -> ((ConsensusProvider) provider).name();
            case TRANSPORT -> ((TransportProvider) provider).name();
            case CLIENT_TRANSPORT -> ((ClientTransportProvider) provider).name();
        };
    }

    /** As people write it: {@code storage}, {@code client transport}. */
    @Override
    public String toString() {
        return title;
    }
}
