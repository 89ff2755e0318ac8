/** `waybill demo`: a told story over real sockets. */
@NullMarked
package dev.waybill.cli.demo;

import org.jspecify.annotations.NullMarked;
