/** `waybill services`: lists the services, for people and for scripts. */
@NullMarked
package dev.waybill.cli.services;

import org.jspecify.annotations.NullMarked;
