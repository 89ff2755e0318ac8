/**
 * `waybill new`: writes a new service, or a repository of its own for one, from the template that
 * is built and tested with everything else.
 */
@NullMarked
package dev.waybill.cli.scaffold;

import org.jspecify.annotations.NullMarked;
