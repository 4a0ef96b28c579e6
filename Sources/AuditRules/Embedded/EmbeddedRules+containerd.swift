// Written by scripts/embed-rules from rules/audit/containerd.rules: change that file, not this one.

extension EmbeddedRules {
    static let containerd = #"""
        # What is added for hosts whose containers containerd runs by itself: nodes of Kubernetes (kubeadm, k3s), nerdctl.
        #
        # Lines that begin with #@ are for docktrail: see standard.rules.

        -c

        # --- Kubernetes -------------------------------------------------------------------------------------------------------
        #@ why: Static pods: a file put there becomes a container, with whatever privileges it asks for.
        #@ noise: upgrades of the cluster
        #@ kind: directory
        -w /etc/kubernetes/manifests -p wa -k dkr-kube
        -w /var/lib/rancher/k3s/server/manifests -p wa -k dkr-kube
        -w /var/lib/rancher/k3s/agent/pod-manifests -p wa -k dkr-kube

        #@ why: Keys and certificates of the cluster, and its administrators' credentials.
        #@ noise: renewals
        #@ kind: directory
        -w /etc/kubernetes -p wa -k dkr-kube
        -w /etc/rancher/k3s -p wa -k dkr-kube

        #@ why: The node's agent: its settings and its credentials.
        #@ noise: renewals
        -w /var/lib/kubelet/config.yaml -p wa -k dkr-kube
        -w /var/lib/kubelet/kubeadm-flags.env -p wa -k dkr-kube

        #@ why: The node's credentials.
        #@ noise: renewals
        #@ kind: directory
        -w /var/lib/kubelet/pki -p wa -k dkr-tls

        #@ why: The node's agent itself.
        #@ noise: package upgrades
        #@ or: /usr/local/bin/kubelet /usr/local/bin/k3s
        -w /usr/bin/kubelet -p wa -k dkr-bin

        #@ why: How systemd starts the agent.
        #@ noise: package upgrades
        #@ or: /lib/systemd/system/kubelet.service /etc/systemd/system/k3s.service
        -w /usr/lib/systemd/system/kubelet.service -p wa -k dkr-unit

        #@ why: Networks of containers, and the programs that set them up as root.
        #@ noise: upgrades of the network
        #@ kind: directory
        -w /etc/cni/net.d -p wa -k dkr-cfg
        -w /opt/cni/bin -p wa -k dkr-bin

        # --- containerd -------------------------------------------------------------------------------------------------------
        #@ why: containerd's directory of sockets: what is created and removed directly in it.
        #@ cis: 1.1.4
        #@ noise: restarts of containerd
        -w /run/containerd -p wa -k dkr-sock

        #@ why: Every connection to containerd's socket: connect is no write, so no watch sees it.
        #@ noise: one for each connection of kubelet, ctr and nerdctl
        #@ or: /run/k3s/containerd/containerd.sock
        -a always,exit -F arch=b64 -S connect -F path=/run/containerd/containerd.sock -F key=dkr-sock-use
        -a always,exit -F arch=b32 -S connect,socketcall -F path=/run/containerd/containerd.sock -F key=dkr-sock-use

        #@ why: Which image a name stands for, and what each container was made of.
        #@ noise: pulls and starts
        #@ kind: directory
        -w /var/lib/containerd/io.containerd.metadata.v1.bolt -p wa -k dkr-state

        #@ why: Who runs the clients, and with which arguments.
        #@ noise: one for each command
        -w /usr/bin/nerdctl -p x -k dkr-cli
        -w /usr/local/bin/nerdctl -p x -k dkr-cli
        -w /usr/bin/crictl -p x -k dkr-cli
        -w /usr/local/bin/crictl -p x -k dkr-cli
        -w /usr/bin/kubectl -p x -k dkr-cli
        -w /usr/local/bin/kubectl -p x -k dkr-cli
        """#
}
