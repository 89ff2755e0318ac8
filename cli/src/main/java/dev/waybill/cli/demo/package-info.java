/** `waybill demo`: a story played over real sockets. */
@NullMarked
package dev.waybill.cli.demo;

import org.jspecify.annotations.NullMarked;
