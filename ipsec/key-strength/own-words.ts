/** Words of this field and names of places, which the lists of frequent words lack or hold far down. */

/**
 * A key that holds one of these is refused even where the rest is random: whoever wrote it did not take it from a
 * generator.
 */
export const TECHNICAL_WORDS: readonly string[] = (
  "password passwort passwd secret presharedkey preshared sharedkey ipsec tunnel letmein welcome admin administrator " +
  "qwertyuiop qwerty asdfghjkl asdfgh zxcvbnm changeme default alibaba aliyun alicloud cisco fortinet fortigate " +
  "juniper huawei mikrotik paloalto checkpoint sophos gateway office company network internet iloveyou monkey dragon " +
  "master slave test demo example temp vpn psk key branch headquarters datacenter firewall router server cloud " +
  "production staging backup primary secondary siteto ikev1 ikev2 woaini mima"
).split(" ");

const CHINA =
  "beijing shanghai tianjin chongqing guangzhou shenzhen hangzhou nanjing suzhou chengdu wuhan xian qingdao jinan " +
  "dalian shenyang changchun harbin zhengzhou changsha nanchang fuzhou xiamen kunming guiyang nanning haikou lanzhou " +
  "xining yinchuan urumqi wulumuqi lasa lhasa huhehaote hohhot taiyuan shijiazhuang zhangjiakou wulanchabu heyuan " +
  "hefei ningbo wenzhou wuxi changzhou nantong yangzhou xuzhou dongguan foshan zhuhai zhongshan huizhou shantou " +
  "quanzhou jiaxing shaoxing jinhua taizhou yantai weifang zibo linyi luoyang yichang xiangyang zhuzhou guilin sanya " +
  "hebei shanxi liaoning jilin heilongjiang jiangsu zhejiang anhui fujian jiangxi shandong henan hubei hunan " +
  "guangdong guangxi hainan sichuan guizhou yunnan shaanxi gansu qinghai ningxia xinjiang xizang neimenggu zhongguo " +
  "xianggang aomen taiwan taipei gaoxiong kaohsiung hongkong macau macao";
const WORLD =
  "singapore jakarta kualalumpur manila bangkok hanoi saigon mumbai delhi bangalore chennai kolkata dubai riyadh " +
  "abudhabi tokyo osaka nagoya yokohama seoul busan sydney melbourne brisbane perth auckland london manchester " +
  "birmingham paris lyon marseille berlin frankfurt munich muenchen hamburg cologne koeln stuttgart dusseldorf " +
  "duesseldorf zurich zuerich geneva vienna wien amsterdam rotterdam brussels madrid barcelona lisbon rome milan " +
  "milano turin prague warsaw krakow budapest bucharest athens istanbul ankara moscow kiev kyiv stockholm oslo " +
  "copenhagen helsinki dublin newyork losangeles chicago houston phoenix philadelphia sanantonio sandiego dallas " +
  "sanjose austin seattle denver boston atlanta miami virginia siliconvalley toronto montreal vancouver mexicocity " +
  "bogota lima santiago buenosaires saopaulo riodejaneiro cairo lagos nairobi johannesburg capetown casablanca";

export const PLACES: readonly string[] = `${CHINA} ${WORLD}`.split(" ");
