/** Tests of the proxies, on sockets. */
@NullMarked
package io.gokafka.harness.net.proxy;

import org.jspecify.annotations.NullMarked;
