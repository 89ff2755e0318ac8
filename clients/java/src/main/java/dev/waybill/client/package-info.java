/** A client of the services in plain grpc-java, to use or to copy. */
@NullMarked
package dev.waybill.client;

import org.jspecify.annotations.NullMarked;
