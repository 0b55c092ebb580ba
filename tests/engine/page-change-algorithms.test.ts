// docs/change-algorithms.md, run as it is printed.
import { office, WEAK } from "./pages/office";
import { runsAsPrinted } from "./pages/run-page";

const page = runsAsPrinted("docs/change-algorithms.md", { topology: office({ ...WEAK, peerAsn: 65010 }) });

it("the device was drained, changed and undrained, one tunnel after the other", () => {
  const commands = page
    .onDevice()
    .split("\n")
    .filter((line) => /^\$ ssh|local-preference/u.test(line))
    .map((line) => line.replace("$ ssh root@vpn.office.example ", ""));
  const [off, slaveOn, masterOn] = [
    " set local-preference 50",
    " no set local-preference",
    " set local-preference 200",
  ];
  const change = (name: string): readonly string[] => [
    `umask 077; cat > /etc/swanctl/conf.d/${name}.conf`,
    `swanctl --load-all; swanctl --terminate --ike ${name} --force; swanctl --initiate --child ${name}`,
  ];
  const byHand = ["vtysh", off, "vtysh", slaveOn, "vtysh", off, "vtysh", masterOn];
  const byHook = (name: string, on: string): readonly string[] => [
    "vtysh && sleep 10",
    off,
    ...change(name),
    "vtysh",
    on,
  ];
  // A run that was killed may have left the other tunnel drained: traffic can use it before the first drain.
  const first = ["vtysh", masterOn];
  expect(commands).toEqual([
    ...byHand,
    ...first,
    ...byHook("ali-0nck-t2", slaveOn),
    ...byHook("ali-0nck-t1", masterOn),
  ]);
});
