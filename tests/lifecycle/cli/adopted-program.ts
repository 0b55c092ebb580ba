import { createContext, runInContext } from "node:vm";
import ts from "typescript";

/** A resource that a program declares. */
export interface DeclaredTunnel {
  /** Both tunnels of a connection. */
  readonly isPair?: true;
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
}

/**
 * Runs a program that adopt wrote, with stand-ins for what it imports: what it declares, and what it reads of the
 * configuration.
 */
export function declaredBy(program: string, keys: Readonly<Record<string, string>> = {}): readonly DeclaredTunnel[] {
  const declared: DeclaredTunnel[] = [];
  const modules: Readonly<Record<string, object>> = {
    "pulumi-alicloud-vpn": {
      // Over the context's border as data, as it is over the engine's. A function, not an arrow: it is called with new.
      VpnTunnel: function (name: string, args: Readonly<Record<string, unknown>>) {
        declared.push(JSON.parse(JSON.stringify({ name, args })));
      },
      VpnTunnelPair: function (name: string, args: Readonly<Record<string, unknown>>) {
        declared.push(JSON.parse(JSON.stringify({ isPair: true, name, args })));
      },
    },
    "@pulumi/pulumi": {
      Config: class {
        requireSecretObject(): object {
          return { apply: (use: (all: Readonly<Record<string, string>>) => unknown) => use(keys) };
        }
      },
      RunError: Error,
    },
  };
  const compiled = ts.transpileModule(program, { compilerOptions: { module: ts.ModuleKind.CommonJS } }).outputText;
  runInContext(compiled, createContext({ require: (name: string) => modules[name], exports: {} }));
  return declared;
}
