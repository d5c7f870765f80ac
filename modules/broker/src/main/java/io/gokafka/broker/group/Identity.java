package io.gokafka.broker.group;

import java.util.Optional;

/**
 * Who a member is.
 *
 * @param clientId what it calls itself, for people
 * @param remote its address, for people
 * @param instanceId its name when it is static: another process may come back under it (KIP-345)
 * @param rack where it is, for people
 */
record Identity(String clientId, String remote, Optional<String> instanceId, Optional<String> rack) {}
