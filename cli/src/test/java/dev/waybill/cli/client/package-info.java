/** Tests of the client commands, against scripted services on real sockets. */
@NullMarked
package dev.waybill.cli.client;

import org.jspecify.annotations.NullMarked;
